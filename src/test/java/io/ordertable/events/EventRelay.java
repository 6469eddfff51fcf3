package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Reads the table's stream as the function does, and logs each event instead of publishing it. */
final class EventRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventRelay.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final DynamoDbClient client;
    private final String table;
    private volatile boolean running;
    private Thread poller;

    EventRelay(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public void start() {
        TableStream stream = TableStream.of(client, table);
        running = true;
        poller = Thread.ofVirtual().name("event-relay").start(() -> poll(stream));
        log.info("Events of {} are logged as they happen", table);
    }

    @Override
    public void stop() {
        running = false;
        poller.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void poll(TableStream stream) {
        try (stream) {
            while (isRunning()) {
                relay(stream.arn(), stream.read());
                Thread.sleep(POLL_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SdkException e) {
            if (isRunning()) {
                log.warn("Events are no longer logged", e);
            }
        }
    }

    private static void relay(String streamArn, List<Record> records) {
        if (records.isEmpty()) {
            return;
        }
        DynamodbEvent event = LambdaRuntimeJson.read(StreamJson.event(streamArn, records));
        Backlog backlog = new RecordReader(new Slf4jLogger()).read(event.getRecords());
        while (!backlog.isEmpty()) {
            List<Announcement> call = backlog.nextCall();
            call.forEach(announcement -> log.info("{}", announcement.message()));
            backlog.settle(new Delivery(call, List.of(), List.of()));
        }
    }

    /** What the reader complains of. */
    private static final class Slf4jLogger implements LambdaLogger {

        @Override
        public void log(String message) {
            EventRelay.log.warn(message);
        }

        @Override
        public void log(byte[] message) {
            log(new String(message, StandardCharsets.UTF_8));
        }
    }
}
