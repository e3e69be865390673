package dev.jnet.doctor;

import static dev.jnet.doctor.Cause.Weight.BREAKS;
import static dev.jnet.doctor.Cause.Weight.DEGRADES;
import static dev.jnet.doctor.Rule.cause;

import dev.jnet.finding.NameFinding.NameServerAnswered;
import dev.jnet.finding.NameFinding.NameServerFailed;
import dev.jnet.finding.NameFinding.NameServerSilent;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.finding.NameFinding.NameWithoutAddress;
import java.util.List;

/** The rows of the table that are about the look-up of names. */
final class NameRules {
  static final List<Rule> TABLE =
      List.of(
          cause("name-unknown", BREAKS).needs(NameUnknown.class).mendedBy(Remedies::name),
          cause("name-without-address", BREAKS)
              .needs(NameWithoutAddress.class)
              .mendedBy(Remedies::name),
          cause("name-servers-fail", BREAKS)
              .needs(NameUnanswered.class)
              .mendedBy(Remedies::nameServers),
          cause("name-server-silent", DEGRADES)
              .needs(NameServerSilent.class, silent -> !silent.overTcp())
              .unless(NameUnanswered.class)
              .mendedBy(Remedies::nameServers),
          cause("name-server-fails", DEGRADES)
              .needs(NameServerFailed.class)
              .unless(NameUnanswered.class)
              .mendedBy(Remedies::nameServers),
          cause("long-answers-lost", DEGRADES)
              .needs(NameServerSilent.class, NameServerSilent::overTcp)
              .needs(NameServerAnswered.class, NameServerAnswered::truncated)
              .mendedBy(Remedies::nameServers));

  private NameRules() {}
}
