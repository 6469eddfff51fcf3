# The production image, built from the sources. It runs as an unprivileged user and writes only to /tmp.

# docs/container.md describes how these are renewed, and how to build without a registry.
ARG JDK_IMAGE=eclipse-temurin:25-jdk@sha256:8c0a84ea11c8f6ed52600fc19f1040121f2a162998e9f50a5faebbbad9172dcc
ARG JRE_IMAGE=eclipse-temurin:25-jre@sha256:fcd7fd7b387f94bb2ac461478a7436ad8e349924c374ea8313919624dceae636

FROM $JDK_IMAGE AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
# For example -Dcyclonedx.skip=false, which adds a list of the jar's components.
ARG MAVEN_ARGS
# Tests do not run here, but are compiled, because they contain the training run below. The builder caches downloads.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress -Dspring-boot.aot.skip=false -DskipTests package \
        dependency:copy-dependencies -DincludeScope=test -DoutputDirectory=target/training
WORKDIR /build/target/image
RUN java -Djarmode=tools -jar ../order-service-*.jar extract --layers --application-filename order-service.jar --destination .

FROM $JRE_IMAGE AS service
WORKDIR /app
COPY --from=build /build/target/image/dependencies/ ./
COPY --from=build /build/target/image/snapshot-dependencies/ ./
COPY --from=build /build/target/image/application/ ./
COPY <<'EOF' jvm.options
# For one virtual CPU and 1 GiB of memory.
# A parallel collector is of no use on one CPU. Explicit, because the JVM would choose by the machine, but the AOT cache fits one.
-XX:+UseSerialGC
# The other half is for classes, compiled code and threads.
-XX:MaxRAMPercentage=50
# Half of that from the start. The young generation would begin with 5 MB and be collected a hundred times before the first request.
-XX:InitialRAMPercentage=25
# A process that is out of memory fails at random; it is better to replace it.
-XX:+ExitOnOutOfMemoryError
# Netty, which sends metrics to CloudWatch, still uses sun.misc.Unsafe. The warning would not be JSON.
--sun-misc-unsafe-memory-access=allow
EOF
COPY --chmod=755 <<'EOF' healthcheck
#!/bin/bash
# Succeeds if the service is ready. Starts no other program, because it runs every few seconds.
exec 3<> "/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-8081}" || exit 1
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 _ status _ <&3 && [[ $status == 200 ]]
EOF
ENV SPRING_PROFILES_ACTIVE=production SPRING_AOT_ENABLED=true

# A training run against a database in another process, from which the JVM creates its AOT cache. The heap has the size that it will
# have in production, because the cache fits only one way to address it. Without the profiles of methods: with them, a service under
# load needs more CPU for good (see docs/container.md).
FROM service AS training
RUN --mount=type=bind,from=build,source=/build/target,target=/build/target \
    java -cp '/build/target/test-classes:/build/target/classes:/build/target/training/*' io.ordertable.TrainingRun \
        java -XX:AOTCacheOutput=/order-service.aot -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -Xmx512m \
            @/app/jvm.options -jar /app/order-service.jar

# The tools of the compose file, which no other stage uses: the class to run is the command.
FROM $JRE_IMAGE AS local
WORKDIR /local
COPY --from=build /build/target/training lib
COPY --from=build /build/target/test-classes classes
COPY http/shop http/shop
USER 10001:10001
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "classes:lib/*"]
CMD ["io.ordertable.LocalIssuer"]

FROM service
COPY --from=training /order-service.aot ./
ARG VERSION=development
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Ordertable" \
    org.opencontainers.image.description="Users and orders in one DynamoDB table behind a REST API" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="$VERSION" \
    org.opencontainers.image.revision="$REVISION"
# A volume, so that it is writable if the root file system is not.
VOLUME /tmp
USER 10001:10001
# The API; health and metrics.
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s CMD ["/app/healthcheck"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/order-service.aot", "@/app/jvm.options", "-jar", "/app/order-service.jar"]
