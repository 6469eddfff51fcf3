package io.ordertable;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.TestPropertySource;

/** Runs an {@link IntegrationTest} against LocalStack in a container; skipped where no Docker engine answers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DockerCondition.class)
@TestPropertySource(properties = "test.database=" + LocalStack.NAME)
@interface LocalStack {

    String NAME = "localstack";
}
