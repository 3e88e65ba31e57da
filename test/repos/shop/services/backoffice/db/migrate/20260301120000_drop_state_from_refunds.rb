class DropStateFromRefunds < ActiveRecord::Migration[8.0]
  def change
    remove_column :refunds, :state
  end
end
