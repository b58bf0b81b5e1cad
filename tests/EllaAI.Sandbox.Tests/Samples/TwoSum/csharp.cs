public static class Solution
{
    static Solution() => Console.WriteLine("[9,9]");

    public static IEnumerable<int> TwoSum(int[] numbers, int target)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("[9,9]");
        var seen = new Dictionary<int, int>();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (seen.TryGetValue(target - numbers[i], out var other))
            {
                yield return other;
                yield return i;
                yield break;
            }
            seen[numbers[i]] = i;
        }
    }
}
