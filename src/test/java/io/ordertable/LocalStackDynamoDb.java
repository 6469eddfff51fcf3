package io.ordertable;

import java.net.URI;
import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** DynamoDB in a LocalStack container; one for all tests of a run. */
final class LocalStackDynamoDb {

    /** The last image that starts without an account. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private static final LocalStackContainer CONTAINER = start();

    private LocalStackDynamoDb() {}

    /** Where it listens; started by the first call. */
    static URI endpoint() {
        return CONTAINER.getEndpoint();
    }

    /** Stopped by Testcontainers when the JVM ends. */
    @SuppressWarnings("resource")
    private static LocalStackContainer start() {
        LocalStackContainer container =
                new LocalStackContainer(IMAGE).withServices(LocalStackContainer.Service.DYNAMODB);
        container.start();
        return container;
    }
}
