<?php
// Reads the arguments, calls the candidate's method once, prints its result as JSON.
final class EllaHarness
{
    /** Kept, because a stream that nobody holds is closed. */
    private static $streams = [];

    /** A kind, or a kind and the shape of its items. PHP's arrays do not say whether they are lists or maps. */
    private static function shaped($shape, $value)
    {
        if (is_float($value) && !is_finite($value)) return is_nan($value) ? 'NaN' : ($value > 0 ? 'Infinity' : '-Infinity');
        if (!is_array($shape) || !is_array($value)) return is_object($value) ? '<' . get_class($value) . '>' : $value;
        $items = array_map(fn($item) => self::shaped($shape[1], $item), $value);
        return $shape[0] === 'map' ? (object) $items : $items;
    }

    public static function run(): void
    {
        // The answer has a descriptor of its own. The next one that is opened takes the place of the closed one, so that what is printed goes to standard error.
        $answer = fopen('php://fd/1', 'w');
        fclose(STDOUT);
        self::$streams = [fopen('php://stderr', 'w'), $answer];
        $arguments = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
        try {
            require getcwd() . '/{{file}}';
            if (!method_exists('Solution', '{{name}}')) self::fail("There is no class Solution with a method {{name}} in {{file}}.");
            $result = self::shaped(json_decode('{{shape}}', true), (new Solution())->{{name}}(...$arguments));
            $text = json_encode($result, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
        } catch (Throwable $error) {
            $trace = preg_replace('/^#\d+ (.*ella_harness\.php|\[internal function\]: EllaHarness|\{main\}).*\n?/m', '', $error->getTraceAsString());
            self::fail(get_class($error) . ": {$error->getMessage()} in {$error->getFile()}:{$error->getLine()}\n$trace");
        }
        while (ob_get_level() > 0) ob_end_flush();
        fwrite($answer, "$text\n");
        fflush($answer);
    }

    private static function fail(string $text): never
    {
        fwrite(STDERR, "$text\n");
        exit(1);
    }
}

EllaHarness::run();
