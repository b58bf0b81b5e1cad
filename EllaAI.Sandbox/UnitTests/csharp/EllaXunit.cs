// The part of xunit that tests of a question use; the package itself is not behind the wall.
namespace Xunit
{
    [AttributeUsage(AttributeTargets.Method)]
    public class FactAttribute : Attribute
    {
        public string Skip { get; set; }
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class TheoryAttribute : FactAttribute;

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class InlineDataAttribute(params object[] data) : Attribute
    {
        public object[] Data => data ?? [null];
    }

    public sealed class AssertionException(string message) : Exception(message);

    public static class Assert
    {
        public static void Fail(string message = "") => throw new AssertionException(message);

        public static void True(bool condition, string message = null) => That(condition, message ?? "Expected true.");

        public static void False(bool condition, string message = null) => That(!condition, message ?? "Expected false.");

        public static void Null(object value) => That(value is null, $"Expected null, was {Show(value)}.");

        public static void NotNull(object value) => That(value is not null, "Expected a value, was null.");

        public static void Same(object expected, object actual) => That(ReferenceEquals(expected, actual), "Expected the same object.");

        public static void NotSame(object expected, object actual) => That(!ReferenceEquals(expected, actual), "Expected another object.");

        public static void Equal<T>(T expected, T actual) => That(Alike(expected, actual), $"Expected {Show(expected)}, was {Show(actual)}.");

        public static void Equal<T>(IEnumerable<T> expected, IEnumerable<T> actual) => That(Alike(expected, actual), $"Expected {Show(expected)}, was {Show(actual)}.");

        public static void Equal(double expected, double actual, int precision) =>
            That(Math.Round(expected, precision).Equals(Math.Round(actual, precision)), $"Expected {expected}, was {actual}.");

        public static void Equal(double expected, double actual, double tolerance) => That(Math.Abs(expected - actual) <= tolerance, $"Expected {expected}, was {actual}.");

        public static void NotEqual<T>(T expected, T actual) => That(!Alike(expected, actual), $"Expected another value than {Show(expected)}.");

        public static void Empty(System.Collections.IEnumerable items) => That(!items.Cast<object>().Any(), $"Expected nothing, was {Show(items)}.");

        public static void NotEmpty(System.Collections.IEnumerable items) => That(items.Cast<object>().Any(), "Expected something, was empty.");

        public static T Single<T>(IEnumerable<T> items)
        {
            var all = items.ToList();
            That(all.Count == 1, $"Expected one item, was {Show(all)}.");
            return all[0];
        }

        public static void Contains<T>(T item, IEnumerable<T> items) => That(items.Contains(item), $"Expected {Show(item)} in {Show(items)}.");

        public static void Contains(string part, string text) => That(text?.Contains(part, StringComparison.Ordinal) == true, $"Expected {Show(part)} in {Show(text)}.");

        public static void DoesNotContain<T>(T item, IEnumerable<T> items) => That(!items.Contains(item), $"Expected no {Show(item)} in {Show(items)}.");

        public static void DoesNotContain(string part, string text) => That(text?.Contains(part, StringComparison.Ordinal) != true, $"Expected no {Show(part)} in {Show(text)}.");

        public static void StartsWith(string start, string text) => That(text?.StartsWith(start, StringComparison.Ordinal) == true, $"Expected {Show(text)} to start with {Show(start)}.");

        public static void EndsWith(string end, string text) => That(text?.EndsWith(end, StringComparison.Ordinal) == true, $"Expected {Show(text)} to end with {Show(end)}.");

        public static void InRange<T>(T value, T low, T high) where T : IComparable<T> =>
            That(value.CompareTo(low) >= 0 && value.CompareTo(high) <= 0, $"Expected {Show(value)} between {Show(low)} and {Show(high)}.");

        public static T IsType<T>(object value)
        {
            That(value?.GetType() == typeof(T), $"Expected a {typeof(T).Name}, was {Show(value)}.");
            return (T)value;
        }

        public static T Throws<T>(Action action) where T : Exception => Thrown<T>(Caught(() => { action(); return Task.CompletedTask; }));

        public static T Throws<T>(Func<object> action) where T : Exception => Throws<T>(() => { action(); });

        public static async Task<T> ThrowsAsync<T>(Func<Task> action) where T : Exception
        {
            try
            {
                await action();
            }
            catch (Exception error)
            {
                return Thrown<T>(error);
            }
            return Thrown<T>(null);
        }

        private static Exception Caught(Func<Task> action)
        {
            try
            {
                action();
                return null;
            }
            catch (Exception error)
            {
                return error;
            }
        }

        private static T Thrown<T>(Exception error) where T : Exception =>
            error?.GetType() == typeof(T) ? (T)error : throw new AssertionException($"Expected a {typeof(T).Name}, was {error?.GetType().Name ?? "nothing thrown"}.");

        private static void That(bool holds, string message)
        {
            if (!holds) throw new AssertionException(message);
        }

        private static bool Alike(object a, object b) =>
            a is not string && b is not string && a is System.Collections.IEnumerable x && b is System.Collections.IEnumerable y
                ? x.Cast<object>().SequenceEqual(y.Cast<object>(), EqualityComparer<object>.Create(Alike, _ => 0))
                : Equals(a, b);

        private static string Show(object value) => value switch
        {
            null => "null",
            string s => $"\"{s}\"",
            System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Take(20).Select(Show))}]",
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
    }
}
