require "json"

# Reads the arguments, calls the candidate's method once, prints its result as JSON.
module Ella
  # The answer has a descriptor of its own; whatever else is printed goes to standard error.
  ANSWER = $stdout.dup
  $stdout.reopen($stderr)
  ARGUMENTS = JSON.parse($stdin.read)

  def self.finite(value)
    case value
    when Float then value.finite? ? value : value.to_s
    when Array then value.map { |item| finite(item) }
    when Hash then value.to_h { |key, item| [key, finite(item)] }
    else value
    end
  end

  def self.text(value)
    JSON.generate(value)
  rescue JSON::GeneratorError
    JSON.generate(finite(value))
  end

  def self.finish(value)
    ANSWER.write(text(value), "\n")
    ANSWER.flush
    $stdout.flush
    # Threads and exit handlers have nothing to add.
    exit!(0)
  end

  def self.blame(error)
    error.set_backtrace((error.backtrace || []).grep_v(/ella_harness/))
    $stderr.puts error.full_message(highlight: false, order: :top)
    exit!(1)
  end
end

begin
  load File.expand_path("{{file}}")
  unless respond_to?(:{{name}}, true)
    $stderr.puts "There is no method {{name}} in {{file}}."
    exit!(1)
  end
  Ella.finish(send(:{{name}}, *Ella::ARGUMENTS))
rescue StandardError, ScriptError, SystemStackError => error
  Ella.blame(error)
end
