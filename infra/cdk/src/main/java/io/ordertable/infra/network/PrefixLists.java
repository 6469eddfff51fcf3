package io.ordertable.infra.network;

import java.util.Map;

/**
 * The prefix lists of services with gateway endpoints, which AWS manages. Their ids never change, but cannot be looked up without
 * an account: {@code aws ec2 describe-managed-prefix-lists --region <region>} shows those of other regions.
 *
 * @param dynamoDb id of {@code com.amazonaws.<region>.dynamodb}
 * @param s3 id of {@code com.amazonaws.<region>.s3}
 */
record PrefixLists(String dynamoDb, String s3) {

    private static final Map<String, PrefixLists> BY_REGION = Map.of(
            "eu-central-1", new PrefixLists("pl-66a5400f", "pl-6ea54007"),
            "eu-west-1", new PrefixLists("pl-6fa54006", "pl-6da54004"),
            "us-east-1", new PrefixLists("pl-02cd2c6b", "pl-63a5400a"),
            "us-east-2", new PrefixLists("pl-4ca54025", "pl-7ba54012"));

    /**
     * Returns the prefix lists of a region.
     *
     * @throws IllegalArgumentException if they are not listed here
     */
    static PrefixLists of(String region) {
        PrefixLists lists = BY_REGION.get(region);
        if (lists == null) {
            throw new IllegalArgumentException("The prefix lists of " + region + " are missing in "
                    + PrefixLists.class.getSimpleName() + "; aws ec2 describe-managed-prefix-lists shows them");
        }
        return lists;
    }
}
