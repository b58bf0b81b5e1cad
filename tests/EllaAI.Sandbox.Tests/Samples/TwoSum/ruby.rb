puts "[9,9]"
at_exit { puts "[9,9]" }

def two_sum(numbers, target)
  puts "[9,9]"
  STDOUT.puts "[9,9]"
  seen = {}
  numbers.each_with_index do |n, i|
    return [seen[target - n], i] if seen.key?(target - n)

    seen[n] = i
  end
  []
end
