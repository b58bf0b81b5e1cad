import com.sun.tools.javac.Main;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;

/**
 * A Java compiler that stays: requests on standard input, replies on standard output, as in Compilers/Roslyn. It lives in a
 * wall of its own, runs nothing of what it compiles (no annotation processors), and empties its folder after each compile.
 */
public class WarmJavac {
    private static final Path FOLDER = Path.of("/work");
    private static final int UNSURE = 255;

    public static void main(String[] arguments) throws IOException {
        // As javac's own launcher says; it decides what the class path is when none is given.
        System.setProperty("application.home", System.getProperty("java.home"));
        DataInputStream requests = new DataInputStream(new BufferedInputStream(System.in));
        OutputStream replies = System.out;
        System.setOut(System.err);
        for (;;) {
            try {
                requests.readInt();
            } catch (EOFException end) {
                return;
            }
            byte[] reply = answer(requests);
            replies.write(reply);
            replies.flush();
            wipe();
        }
    }

    private static byte[] answer(DataInputStream request) throws IOException {
        String[] command = new String[request.readInt()];
        for (int i = 0; i < command.length; i++) command[i] = text(request);
        for (int left = request.readInt(); left > 0; left--) {
            Path file = FOLDER.resolve(text(request));
            Files.createDirectories(file.getParent());
            Files.write(file, bytes(request));
        }
        StringWriter said = new StringWriter();
        int code = compile(command, said);
        return reply(code, said.toString(), code == 0 ? written(command) : Map.of());
    }

    private static int compile(String[] command, StringWriter said) {
        String[] options = Stream.of(command).skip(1).filter(o -> !o.startsWith("-J")).toArray(String[]::new);
        try {
            int code = Main.compile(options, new PrintWriter(said));
            // Anything but success and errors in the source is the compiler's own trouble.
            return code == 0 || code == 1 ? code : UNSURE;
        } catch (Throwable trouble) {
            return UNSURE;
        }
    }

    private static Map<String, byte[]> written(String[] command) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Path out = Path.of(command[Arrays.asList(command).indexOf("-d") + 1]);
        if (!Files.isDirectory(out)) return files;
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) files.put(file.toString(), Files.readAllBytes(file));
        }
        return files;
    }

    private static byte[] reply(int code, String said, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        body.writeInt(0);
        body.writeInt(code);
        put(body, said.getBytes(StandardCharsets.UTF_8));
        body.writeInt(files.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            put(body, file.getKey().getBytes(StandardCharsets.UTF_8));
            put(body, file.getValue());
        }
        byte[] whole = bytes.toByteArray();
        java.nio.ByteBuffer.wrap(whole).putInt(0, whole.length - 4);
        return whole;
    }

    private static void wipe() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(FOLDER)) {
            all = found.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (Path path : all) if (!path.equals(FOLDER)) Files.delete(path);
    }

    private static void put(DataOutputStream to, byte[] bytes) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static String text(DataInputStream from) throws IOException {
        return new String(bytes(from), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream from) throws IOException {
        byte[] bytes = new byte[from.readInt()];
        from.readFully(bytes);
        return bytes;
    }
}
