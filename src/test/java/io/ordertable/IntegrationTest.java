package io.ordertable;

import io.ordertable.security.Tokens;
import io.ordertable.table.TableProperties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A test against the running service and a real DynamoDB engine. All such tests share the engine, and the service unless they
 * configure it otherwise, with tests that run at the same time.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "ordertable.cors.allowed-origins=https://shop.example.org,https://admin.example.org",
            "ordertable.cors.allow-credentials=true",
            // Nothing is lost on a machine that is busy.
            "ordertable.deadline=60s",
            "ordertable.dynamodb.call-timeout=20s",
            "ordertable.admission.min-requests=256",
            // No calls but those of the test.
            "ordertable.erasure.interval=1h",
            // Tests share callers.
            "ordertable.quotas.customer-reads=1000000",
            "ordertable.quotas.customer-writes=1000000",
            "ordertable.quotas.staff-reads=1000000",
            "ordertable.quotas.staff-writes=1000000",
            "ordertable.quotas.failed-authentications=1000000"
        })
@Import(TestDatabaseConfiguration.class)
@ActiveProfiles("local")
public abstract class IntegrationTest {

    /** The engine itself, to look at what is stored. */
    @Autowired
    protected DynamoDbClient dynamoDb;

    @Autowired
    private TableProperties tableProperties;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    /** As defaults: of two values for a property, that of the superclass would win. */
    @DynamicPropertySource
    static void acceptTheTokensOfTests(DynamicPropertyRegistry registry) {
        Tokens.properties().forEach((name, value) -> registry.add(name, () -> "${test." + name + ":" + value + "}"));
    }

    /** The service. */
    protected Api api() {
        return new Api(port);
    }

    /** Operators' endpoints. */
    protected Api management() {
        return new Api(managementPort);
    }

    /** What the service's table holds. */
    protected StoredItems stored() {
        return new StoredItems(dynamoDb, tableProperties.name());
    }
}
