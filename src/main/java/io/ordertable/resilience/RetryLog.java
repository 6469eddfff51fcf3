package io.ordertable.resilience;

import io.github.resilience4j.core.registry.EntryAddedEvent;
import io.github.resilience4j.core.registry.EntryRemovedEvent;
import io.github.resilience4j.core.registry.EntryReplacedEvent;
import io.github.resilience4j.core.registry.RegistryEventConsumer;
import io.github.resilience4j.retry.Retry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One line in the log for the end of a call that was repeated; single attempts only at debug. */
@Component
class RetryLog implements RegistryEventConsumer<Retry> {

    private static final Logger log = LoggerFactory.getLogger(RetryLog.class);

    @Override
    public void onEntryAddedEvent(EntryAddedEvent<Retry> added) {
        added.getAddedEntry()
                .getEventPublisher()
                .onRetry(event ->
                        log.debug("Attempt {} failed", event.getNumberOfRetryAttempts(), event.getLastThrowable()))
                .onSuccess(event -> log.info(
                        "Succeeded after {} failed attempts, the last: {}",
                        event.getNumberOfRetryAttempts(),
                        FailureText.of(event.getLastThrowable())))
                .onIgnoredError(event -> {
                    if (event.getLastThrowable() instanceof DeadlinePassed passed) {
                        log.warn("Gave up: {}", passed.getMessage());
                    }
                })
                .onError(event -> log.warn(
                        "Gave up after {} attempts: {}",
                        event.getNumberOfRetryAttempts(),
                        FailureText.of(event.getLastThrowable())));
    }

    @Override
    public void onEntryRemovedEvent(EntryRemovedEvent<Retry> removed) {}

    @Override
    public void onEntryReplacedEvent(EntryReplacedEvent<Retry> replaced) {}
}
