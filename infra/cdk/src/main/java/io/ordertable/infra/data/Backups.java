package io.ordertable.infra.data;

import io.ordertable.infra.Settings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.backup.*;
import software.amazon.awscdk.services.backup.CfnRestoreTestingPlan.RestoreTestingRecoveryPointSelectionProperty;
import software.amazon.awscdk.services.events.*;
import software.amazon.awscdk.services.iam.*;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** Full copies of the table, in addition to point-in-time recovery, which ends after 35 days and with the table. */
class Backups extends Construct {

    private static final int SHORTEST = 7;
    private static final int LONGEST = 365;
    private static final String MANAGED = "service-role/AWSBackupServiceRolePolicyFor";

    Backups(Construct scope, String id, String table, IKey key, Settings settings) {
        super(scope, id);
        BackupVault vault = BackupVault.Builder.create(this, "Vault")
                .encryptionKey(key)
                .blockRecoveryPointDeletion(true)
                // Without a cooling-off time, those who may can remove the lock; after it, nobody can.
                .lockConfiguration(LockConfiguration.builder()
                        .minRetention(Duration.days(SHORTEST))
                        .maxRetention(Duration.days(LONGEST))
                        .changeableFor(settings.backupLockDays() == 0 ? null : Duration.days(settings.backupLockDays()))
                        .build())
                .removalPolicy(settings.removal())
                .build();
        BackupPlan plan = BackupPlan.Builder.create(this, "Plan")
                .backupPlanName(settings.name())
                .backupVault(vault)
                .build();
        plan.addRule(rule("weekly", CronOptions.builder().weekDay("SUN"), 35, List.of()));
        plan.addRule(rule("monthly", CronOptions.builder().day("1"), LONGEST, List.of()));
        if (!settings.backupCopies().isEmpty()) {
            plan.addRule(rule("daily", CronOptions.builder(), SHORTEST, settings.backupCopies()));
        }
        plan.addSelection(
                "Table",
                BackupSelectionOptions.builder()
                        .role(role("Role", "Backup"))
                        .disableDefaultBackupPolicy(true)
                        .resources(List.of(BackupResource.fromArn(table)))
                        .build());
        testRestore(vault, table, settings);
    }

    private BackupPlanRule rule(String name, CronOptions.Builder day, int days, List<String> copies) {
        return BackupPlanRule.Builder.create()
                .ruleName(name)
                .scheduleExpression(Schedule.cron(day.hour("3").minute("0").build()))
                .deleteAfter(Duration.days(days))
                .copyActions(copies.stream().map(this::copy).toList())
                .build();
    }

    private BackupPlanCopyActionProps copy(String vault) {
        return BackupPlanCopyActionProps.builder()
                .destinationBackupVault(BackupVault.fromBackupVaultArn(this, vault, vault))
                .deleteAfter(Duration.days(35))
                .build();
    }

    /** Restores the latest copy each month, a day after the monthly one. AWS Backup deletes the table some hours later. */
    private void testRestore(BackupVault vault, String table, Settings settings) {
        CfnRestoreTestingPlan plan = CfnRestoreTestingPlan.Builder.create(this, "RestoreTest")
                .restoreTestingPlanName(settings.name().replace('-', '_'))
                .scheduleExpression("cron(0 5 2 * ? *)")
                .recoveryPointSelection(RestoreTestingRecoveryPointSelectionProperty.builder()
                        .algorithm("LATEST_WITHIN_WINDOW")
                        .includeVaults(List.of(vault.getBackupVaultArn()))
                        .recoveryPointTypes(List.of("SNAPSHOT"))
                        .selectionWindowDays(SHORTEST)
                        .build())
                .build();
        CfnRestoreTestingSelection.Builder.create(this, "RestoredTable")
                .restoreTestingPlanName(plan.getRef())
                .restoreTestingSelectionName("table")
                .protectedResourceType("DynamoDB")
                .protectedResourceArns(List.of(table))
                .iamRoleArn(role("RestoreRole", "Restores").getRoleArn())
                .validationWindowHours(4)
                .build();
    }

    private Role role(String id, String task) {
        return Role.Builder.create(this, id)
                .assumedBy(new ServicePrincipal("backup.amazonaws.com"))
                .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName(MANAGED + task)))
                .build();
    }
}
