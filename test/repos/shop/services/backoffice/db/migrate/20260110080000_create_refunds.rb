class CreateRefunds < ActiveRecord::Migration[8.0]
  def change
    create_table :refunds do |t|
      t.references :order, null: false
      t.integer :amount, null: false
      t.string :state, default: "open"
      t.timestamps
    end
  end
end
