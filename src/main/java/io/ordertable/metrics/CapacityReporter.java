package io.ordertable.metrics;

import io.ordertable.calls.CapacityListener;
import io.ordertable.metrics.Consumption.Kind;
import io.ordertable.metrics.Consumption.Share;
import io.ordertable.table.CapacityUnits;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Reports to the rest of the service how many capacity units each call consumed. */
@Component
class CapacityReporter implements ConsumptionListener {

    private final List<CapacityListener> listeners;

    CapacityReporter(ObjectProvider<CapacityListener> listeners) {
        this.listeners = listeners.orderedStream().toList();
    }

    @Override
    public void consumed(Consumption consumption) {
        double reads = 0;
        double writes = 0;
        for (Share share : consumption.shares()) {
            reads += share.kind() == Kind.READ ? share.units() : 0;
            writes += share.kind() == Kind.WRITE ? share.units() : 0;
        }
        report(reads, writes);
    }

    /** Reports the least that the write can have consumed, as if its items had at most 1 KB. */
    @Override
    public void prevented(SdkRequest write) {
        int items = PartitionKeys.of(write, null, Target.TABLE).size();
        report(0, items * CapacityUnits.write(1, write instanceof TransactWriteItemsRequest));
    }

    @Override
    public void throttled(Throttling cause, List<String> keys) {
        listeners.forEach(CapacityListener::throttled);
    }

    private void report(double reads, double writes) {
        listeners.forEach(listener -> listener.consumed(reads, writes));
    }
}
