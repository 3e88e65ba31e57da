require "rails/all"

module Backoffice
  class Application < Rails::Application
    config.load_defaults 8.0
  end
end
