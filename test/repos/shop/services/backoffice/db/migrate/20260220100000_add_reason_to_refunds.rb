class AddReasonToRefunds < ActiveRecord::Migration[8.0]
  def change
    add_column :refunds, :reason, :string, null: false
    add_index :refunds, :state
  end
end
