package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

/** Reads events with the code with which Lambda's Java runtime does. */
final class LambdaRuntimeJson {

    private LambdaRuntimeJson() {}

    static DynamodbEvent read(String json) {
        return LambdaEventSerializers.serializerFor(DynamodbEvent.class, LambdaRuntimeJson.class.getClassLoader())
                .fromJson(json);
    }
}
