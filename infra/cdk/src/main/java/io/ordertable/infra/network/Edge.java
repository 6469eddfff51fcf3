package io.ordertable.infra.network;

import io.ordertable.infra.Settings;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.*;
import software.amazon.awscdk.services.cloudfront.origins.VpcOriginProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.constructs.Construct;

/**
 * CloudFront in front of the internal load balancer, which stays unreachable for everybody else. It caches the API document and
 * Swagger UI, and passes on everything else as it is.
 */
public final class Edge {

    private static final List<String> DOCUMENT = List.of("/openapi.*", "/v3/api-docs", "/swagger-ui/*");

    /** How long the document of the previous version may be returned after a release. */
    private static final Duration DOCUMENT_LIFETIME = Duration.minutes(5);

    private Edge() {}

    /** Creates a distribution, and returns its host name. */
    public static String create(Construct scope, Settings settings, ApplicationLoadBalancer balancer) {
        IOrigin origin = origin(scope, settings, balancer);
        ICachePolicy caching = caching(scope);
        boolean named = !settings.domain().isEmpty();
        return Distribution.Builder.create(scope, "Distribution")
                .comment(settings.name())
                .webAclId(settings.webAcl())
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
                .defaultBehavior(behavior(origin)
                        .allowedMethods(AllowedMethods.ALLOW_ALL)
                        .cachePolicy(CachePolicy.CACHING_DISABLED)
                        .build())
                .additionalBehaviors(DOCUMENT.stream().collect(Collectors.toMap(path -> path, path -> behavior(origin)
                        .allowedMethods(AllowedMethods.ALLOW_GET_HEAD_OPTIONS)
                        .cachePolicy(caching)
                        .build())))
                .domainNames(named ? List.of(settings.domain()) : null)
                .certificate(
                        named ? Certificate.fromCertificateArn(scope, "Certificate", settings.edgeCertificate()) : null)
                .build()
                .getDistributionDomainName();
    }

    /** Another protocol needs another origin with another id, because an origin that is in use cannot be changed. */
    private static IOrigin origin(Construct scope, Settings settings, ApplicationLoadBalancer balancer) {
        VpcOrigin.Builder origin = VpcOrigin.Builder.create(scope, settings.tls() ? "HttpsOrigin" : "HttpOrigin")
                .endpoint(VpcOriginEndpoint.applicationLoadBalancer(balancer))
                .protocolPolicy(settings.tls() ? OriginProtocolPolicy.HTTPS_ONLY : OriginProtocolPolicy.HTTP_ONLY)
                .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2));
        // The longest that CloudFront waits, because an import takes longer than other requests.
        VpcOriginProps.Builder properties = VpcOriginProps.builder()
                .readTimeout(Duration.seconds(60))
                .domainName(settings.tls() ? settings.domain() : null);
        return software.amazon.awscdk.services.cloudfront.origins.VpcOrigin.withVpcOrigin(
                origin.build(), properties.build());
    }

    private static BehaviorOptions.Builder behavior(IOrigin origin) {
        return BehaviorOptions.builder()
                .origin(origin)
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER)
                .responseHeadersPolicy(ResponseHeadersPolicy.SECURITY_HEADERS)
                .compress(true);
    }

    /** The origin of a page is part of the key, because CORS headers of a response depend on it. */
    private static ICachePolicy caching(Construct scope) {
        return CachePolicy.Builder.create(scope, "Caching")
                .minTtl(DOCUMENT_LIFETIME)
                .defaultTtl(DOCUMENT_LIFETIME)
                .maxTtl(DOCUMENT_LIFETIME)
                .headerBehavior(CacheHeaderBehavior.allowList("Origin"))
                .enableAcceptEncodingGzip(true)
                .enableAcceptEncodingBrotli(true)
                .build();
    }
}
