package io.ordertable.web;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Observes the process for the {@link AdmissionLimit}. Starts a thread that does nothing every few milliseconds: it waits for a
 * processor as long as the threads of new requests do. Runs on a thread of the operating system, because on a busy processor
 * timers of virtual threads are late by seconds.
 */
@Component
class AdmissionProbe implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** What observations are averaged over, and the longest wait that is observed. */
    private static final Duration WINDOW = Duration.ofMillis(100);

    private final AdmissionLimit limit;
    private volatile boolean running;

    AdmissionProbe(AdmissionLimit limit) {
        this.limit = limit;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("admission").start(this::observe);
    }

    private void observe() {
        try {
            long last = System.nanoTime();
            while (running) {
                Thread.sleep(PAUSE);
                long start = System.nanoTime();
                Thread.startVirtualThread(() -> {}).join(WINDOW);
                long now = System.nanoTime();
                limit.adapt(now - start, Math.min(1, (now - last) / (double) WINDOW.toNanos()));
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
