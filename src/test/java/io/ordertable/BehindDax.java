package io.ordertable;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Runs an {@link IntegrationTest} with a {@link DaxDouble} between the service and the engine, and a table of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(DaxDouble.Installation.class)
@TestPropertySource(
        properties = {"spring.cloud.aws.dynamodb.dax.url=dax://127.0.0.1:8111", "ordertable.table.name=behind-dax"})
public @interface BehindDax {}
