import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the arguments, calls the candidate's method once, prints its result as JSON. */
final class EllaHarness {
    public static void main(String[] args) throws Exception {
        EllaHarness in = new EllaHarness(System.in.readAllBytes());
        OutputStream answer = new FileOutputStream(FileDescriptor.out);
        // What the candidate prints goes to standard error.
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        StringBuilder text = new StringBuilder();
        try {
            write(text, call(in));
        } catch (Throwable error) {
            error.setStackTrace(Arrays.stream(error.getStackTrace()).filter(f -> !f.getClassName().equals("EllaHarness")).toArray(StackTraceElement[]::new));
            error.printStackTrace();
            System.err.flush();
            Runtime.getRuntime().halt(1);
        }
        answer.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        System.err.flush();
        // Threads and exit handlers have nothing to add.
        Runtime.getRuntime().halt(0);
    }

    private static Object call(EllaHarness in) throws Throwable {
        {{arguments}}
        {{result}} result = {{call}};
        return result;
    }

    private final byte[] bytes;
    private int at;

    private EllaHarness(byte[] bytes) {
        this.bytes = bytes;
    }

    private String word() {
        int from = at;
        while (bytes[at] != ' ') at++;
        return new String(bytes, from, at++ - from, StandardCharsets.US_ASCII);
    }

    long readLong() {
        boolean minus = bytes[at] == '-';
        if (minus) at++;
        long value = 0;
        while (bytes[at] != ' ') value = value * 10 - (bytes[at++] - '0');
        at++;
        return minus ? value : -value;
    }

    int readInt() {
        return (int) readLong();
    }

    double readDouble() {
        return Double.parseDouble(word());
    }

    boolean readBool() {
        return readLong() == 1;
    }

    String readString() {
        int length = readInt();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length + 1;
        return text;
    }

    int[] readInts() {
        int[] list = new int[readInt()];
        for (int i = 0; i < list.length; i++) list[i] = readInt();
        return list;
    }

    long[] readLongs() {
        long[] list = new long[readInt()];
        for (int i = 0; i < list.length; i++) list[i] = readLong();
        return list;
    }

    double[] readDoubles() {
        double[] list = new double[readInt()];
        for (int i = 0; i < list.length; i++) list[i] = readDouble();
        return list;
    }

    boolean[] readBools() {
        boolean[] list = new boolean[readInt()];
        for (int i = 0; i < list.length; i++) list[i] = readBool();
        return list;
    }

    @SuppressWarnings("unchecked")
    <T> T[] readArray(Class<T> type, Supplier<T> item) {
        T[] list = (T[]) Array.newInstance(type, readInt());
        for (int i = 0; i < list.length; i++) list[i] = item.get();
        return list;
    }

    <T> List<T> readList(Supplier<T> item) {
        int count = readInt();
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) list.add(item.get());
        return list;
    }

    <T> Map<String, T> readMap(Supplier<T> item) {
        Map<String, T> map = new HashMap<>();
        for (int count = readInt(); count > 0; count--) {
            String key = readString();
            map.put(key, item.get());
        }
        return map;
    }

    private static void write(StringBuilder text, Object value) {
        if (value == null) text.append("null");
        else if (value instanceof Double || value instanceof Float) writeDouble(text, ((Number) value).doubleValue());
        else if (value instanceof Number || value instanceof Boolean) text.append(value);
        else if (value.getClass().isArray()) {
            text.append('[');
            for (int i = 0, count = Array.getLength(value); i < count; i++) {
                if (i > 0) text.append(',');
                write(text, Array.get(value, i));
            }
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            text.append('{');
            boolean first = true;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!first) text.append(',');
                first = false;
                writeString(text, String.valueOf(entry.getKey()));
                text.append(':');
                write(text, entry.getValue());
            }
            text.append('}');
        } else if (value instanceof List<?> list) {
            write(text, list.toArray());
        } else {
            writeString(text, value.toString());
        }
    }

    private static void writeDouble(StringBuilder text, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) text.append('"').append(value).append('"');
        else text.append(value);
    }

    private static void writeString(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') text.append('\\').append(c);
            else if (c < ' ' || Character.isSurrogate(c)) text.append(String.format("\\u%04x", (int) c));
            else text.append(c);
        }
        text.append('"');
    }
}
