package io.ordertable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Keeps the output of a build short if {@code ordertable.test.quiet} is set: a line for each class of tests, and for a test that
 * fails what was printed lately and why it failed.
 */
public final class TestOutput implements TestExecutionListener {

    private static final boolean QUIET = Boolean.getBoolean("ordertable.test.quiet");
    private static final int CLASS_DEPTH = 2;
    private static final int MOST_BYTES = 1 << 20;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final AtomicInteger running = new AtomicInteger();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (QUIET) {
            PrintStream holding = new PrintStream(held, true, out.charset());
            System.setOut(holding);
            System.setErr(holding);
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        // What tests print that run at the same time cannot be told apart.
        if (running.getAndAdd(test.isTest() ? 1 : 0) == 0 || held.size() > MOST_BYTES) {
            held.reset();
        }
        if (QUIET && test.getUniqueIdObject().getSegments().size() == CLASS_DEPTH) {
            out.println(test.getDisplayName());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (QUIET && result.getStatus() == Status.FAILED) {
            out.println(test.getUniqueId() + " failed. Printed lately:");
            out.writeBytes(held.toByteArray());
            result.getThrowable().ifPresent(failure -> failure.printStackTrace(out));
        }
        running.addAndGet(test.isTest() ? -1 : 0);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        System.setOut(out);
        System.setErr(err);
    }
}
