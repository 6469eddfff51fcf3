package io.ordertable.backfill;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.ordertable.table.Keys;
import io.ordertable.table.Uuid7;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/**
 * Rewrites all orders of an earlier form, and the profiles of their users, to the newest form, and then looks whether any is left. Both
 * passes read the partitions of the status index, and keep checkpoints.
 *
 * <p>It finds every item that was last written before it starts, if only instances that write the newest form run meanwhile: such an
 * order stays in its partition of the index until one of them changes it, and with that brings it to the newest form.
 */
@Lazy
@Service
public class Backfill {

    private static final Logger log = LoggerFactory.getLogger(Backfill.class);

    private static final int REMEMBERED_USERS = 100_000;

    /** How far the clocks of instances may be apart. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final BackfillRepository items;
    private final CheckpointRepository checkpoints;
    private final Stages stages;
    private final BackfillProperties properties;
    private final Clock clock;

    Backfill(
            BackfillRepository items,
            CheckpointRepository checkpoints,
            Stages stages,
            BackfillProperties properties,
            Clock clock) {
        this.items = items;
        this.checkpoints = checkpoints;
        this.stages = stages;
        this.properties = properties;
        this.clock = clock;
    }

    /** Runs it, or what is left of the run before. Returns whether no item of an earlier form is left. */
    public boolean run() {
        if (properties.dryRun()) {
            Counts counts = new Pass("dry-run", "", false).run();
            log.info(
                    "Dry run: {} orders, {} items of an earlier form; to rewrite them takes {} write units and {} s",
                    counts.orders(),
                    counts.old(),
                    counts.writeUnits(),
                    Math.round(counts.writeUnits() / (properties.freeWrites() * properties.share())));
            return true;
        }
        String run = checkpoints.currentRun().orElseGet(() -> UUID.randomUUID().toString());
        checkpoints.start(run);
        log.info("Run {}: rewriting", run);
        Counts rewritten = new Pass("rewrite", run, true).run();
        log.info("Rewrote {} items of {} orders and their users", rewritten.written(), rewritten.orders());
        Counts left = new Pass("verify", run, false).run();
        checkpoints.end(run);
        if (left.old() == 0) {
            log.info("Verified: of {} orders and their users all have the newest form", left.orders());
        } else {
            log.error(
                    "{} items have an earlier form. Stop all instances of the version before, and run again",
                    left.old());
        }
        return left.old() == 0;
    }

    /** One pass over all partitions. */
    private final class Pass {

        private final String name;
        private final String run;
        private final boolean writing;
        private final String last = Keys.order(Uuid7.lastAt(clock.instant().plus(CLOCK_SKEW)));
        private final Set<String> users = Collections.newSetFromMap(Caffeine.newBuilder()
                .maximumSize(REMEMBERED_USERS)
                .<String, Boolean>build()
                .asMap());

        private volatile boolean failed;

        Pass(String name, String run, boolean writing) {
            this.name = name;
            this.run = run;
            this.writing = writing;
        }

        Counts run() {
            Counts counts = Counts.NONE;
            try (ExecutorService threads = Executors.newFixedThreadPool(
                    properties.parallelism(), Thread.ofVirtual().factory())) {
                for (List<String> stage : stages.partitions()) {
                    List<Callable<Counts>> partitions = stage.stream()
                            .<Callable<Counts>>map(partition -> () -> read(partition))
                            .toList();
                    for (Future<Counts> partition : threads.invokeAll(partitions)) {
                        counts = counts.plus(partition.get());
                    }
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("The backfill stopped; run it again to resume it", e);
            }
            return counts;
        }

        private Counts read(String partition) {
            Checkpoint checkpoint =
                    run.isEmpty() ? Checkpoint.start(name, partition) : checkpoints.find(run, name, partition);
            try {
                while (!checkpoint.done() && !failed) {
                    KeyPage page = items.keys(partition, checkpoint.after(), last);
                    checkpoint = checkpoint.after(page, handle(page.keys()));
                    if (!run.isEmpty()) {
                        checkpoints.save(run, checkpoint);
                    }
                }
            } catch (RuntimeException e) {
                // The other partitions stop at their next checkpoint.
                failed = true;
                throw e;
            }
            if (checkpoint.counts().orders() > 0) {
                log.info(
                        "{} of {}: {} orders",
                        name,
                        partition,
                        checkpoint.counts().orders());
            }
            return checkpoint.counts();
        }

        private Counts handle(List<PrimaryKey> orders) {
            Set<PrimaryKey> keys = new HashSet<>(orders);
            orders.stream()
                    .map(PrimaryKey::partition)
                    .filter(users::add)
                    .forEach(user -> keys.add(new PrimaryKey(user, Keys.PROFILE)));
            // What is read while another write is under way may be stale, but then the condition of the write fails.
            List<OldItem> found = new ArrayList<>(items.findOld(keys, !writing));
            long written = writing ? found.stream().filter(items::write).count() : 0;
            if (!writing && !run.isEmpty()) {
                found.forEach(item -> log.warn("Has an earlier form: {}", item.description()));
            }
            return new Counts(
                    orders.size(),
                    found.size(),
                    written,
                    found.stream().mapToLong(OldItem::writeUnits).sum());
        }
    }
}
