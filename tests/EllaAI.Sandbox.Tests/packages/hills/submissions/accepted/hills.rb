gets
heights = gets.split.map(&:to_i)
puts heights.each_cons(2).sum { |a, b| [0, b - a].max }
