import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.jupiter.engine.JupiterTestEngine;

/** Runs the question's test classes with JUnit 5 and reports each case. */
final class EllaTests implements TestExecutionListener {
    private final String mark;
    private final PrintStream out;
    private TestPlan plan;
    private long began;

    private EllaTests(String mark, PrintStream out) {
        this.mark = mark;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        String mark = new String(System.in.readNBytes(33), StandardCharsets.US_ASCII).trim();
        OutputStream real = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        PrintStream out = new PrintStream(real, true, StandardCharsets.UTF_8);
        EllaTests report = new EllaTests(mark, out);
        // The engine by name: what a candidate's files declare is not looked for.
        LauncherConfig config = LauncherConfig.builder().enableTestEngineAutoRegistration(false).enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false).enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false).addTestEngines(new JupiterTestEngine()).build();
        Launcher launcher = LauncherFactory.create(config);
        launcher.execute(LauncherDiscoveryRequestBuilder.request().selectors(
            Arrays.stream(new String[] { {{tests}} }).map(name -> selectClass(name)).toList()).build(), report);
        out.println(mark + " end");
        System.err.flush();
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        began = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Throwable error = result.getThrowable().orElse(null);
        // A class counts only when it failed itself, such as in a method for all of its tests.
        if (!test.isTest() && error == null) return;
        if (error != null) error.printStackTrace();
        String verdict = error == null ? "accepted" : error instanceof AssertionError ? "wrong-answer" : "runtime-error";
        String message = error == null ? "" : error instanceof AssertionError && error.getMessage() != null ? error.getMessage() : error.toString();
        out.println(mark + String.format(Locale.ROOT, " {\"name\":%s,\"verdict\":\"%s\",\"ms\":%.3f,\"message\":%s}",
            quoted(name(test)), verdict, (System.nanoTime() - began) / 1e6, quoted(message)));
    }

    private String name(TestIdentifier test) {
        TestIdentifier parent = plan.getParent(test).orElse(null);
        return parent == null || plan.getParent(parent).isEmpty() ? test.getDisplayName() : name(parent) + " > " + test.getDisplayName();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < ' ' || Character.isSurrogate(c)) json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        return json.append('"').toString();
    }
}
