class Refund < ApplicationRecord
  validates :reason, presence: true
end
