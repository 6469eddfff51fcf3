package io.ordertable.infra.data;

import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.Settings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupPlanRule;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelection;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** Full copies of the table, in addition to point-in-time recovery, which ends after 35 days and with the table. */
class Backups extends Construct {

    Backups(Construct scope, String id, TableV2 table, IKey key, Settings settings) {
        super(scope, id);
        BackupVault vault = BackupVault.Builder.create(this, "Vault")
                .encryptionKey(key)
                .blockRecoveryPointDeletion(true)
                .removalPolicy(settings.removal())
                .build();
        BackupPlan plan = BackupPlan.Builder.create(this, "Plan")
                .backupPlanName(settings.name())
                .backupVault(vault)
                .backupPlanRules(List.of(
                        rule("weekly", CronOptions.builder().weekDay("SUN"), 35),
                        rule("monthly", CronOptions.builder().day("1"), 365)))
                .build();
        BackupSelection selection = plan.addSelection(
                "Table",
                BackupSelectionOptions.builder()
                        .resources(List.of(BackupResource.fromArn(table.getTableArn())))
                        .build());
        NagExemptions.exempt(
                selection,
                "AwsSolutions-IAM4",
                "The policy that AWS maintains for the role of AWS Backup",
                "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup");
    }

    private static BackupPlanRule rule(String name, CronOptions.Builder day, int days) {
        return BackupPlanRule.Builder.create()
                .ruleName(name)
                .scheduleExpression(Schedule.cron(day.hour("3").minute("0").build()))
                .deleteAfter(Duration.days(days))
                .build();
    }
}
