package dev.jnet.report.finding;

import static java.util.stream.Collectors.joining;

import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.NeighborFinding;
import dev.jnet.finding.NeighborFinding.AddressFree;
import dev.jnet.finding.NeighborFinding.AddressIsOwn;
import dev.jnet.finding.NeighborFinding.AddressMoved;
import dev.jnet.finding.NeighborFinding.AddressOfMac;
import dev.jnet.finding.NeighborFinding.AddressTaken;
import dev.jnet.finding.NeighborFinding.AnswerByBroadcast;
import dev.jnet.finding.NeighborFinding.AnswerNamesAnother;
import dev.jnet.finding.NeighborFinding.AnsweredInOtherVlan;
import dev.jnet.finding.NeighborFinding.NeighborTableAgrees;
import dev.jnet.finding.NeighborFinding.NeighborTableDiffers;
import dev.jnet.finding.NeighborFinding.OneStationForMany;
import dev.jnet.finding.NeighborFinding.ReverseUnanswered;
import dev.jnet.finding.NeighborFinding.ServersDisagree;
import dev.jnet.finding.NeighborFinding.SeveralInterfaces;
import dev.jnet.neighbor.Sighting;
import dev.jnet.report.AddressText;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/** Findings about the stations on a link in words. */
public final class NeighborFindingText {
  /** How to tell which of several stations is the reader's own. */
  public static final String WHOSE =
      "'jnet interfaces', on the machine that is yours, shows which of these MACs it has";

  /** How to find the other machine. */
  public static final String SEARCH =
      "switch off the machine that you know, and ask again: what still answers is the other one. A"
          + " managed switch shows the port of its MAC";

  private NeighborFindingText() {}

  /** The label of the finding's row in a report. */
  static String label(NeighborFinding finding) {
    return finding instanceof AnsweredInOtherVlan ? "Other VLAN" : "Note";
  }

  /** The finding as a sentence. */
  public static String of(NeighborFinding finding) {
    if (finding instanceof AddressIsOwn own) {
      return "this machine has " + AddressText.unscoped(own.address()) + " itself, at " + own.mac();
    }
    if (finding instanceof SeveralInterfaces one) {
      return "one machine with several interfaces on this link: an echo request to "
          + one.asked()
          + " was answered from "
          + one.from()
          + ". It answers for its addresses by all of them (ARP flux)";
    }
    if (finding instanceof AnswerNamesAnother other) {
      return "the frame came from "
          + other.sender()
          + ", not from the hardware address that it names: proxy ARP, or a forgery";
    }
    if (finding instanceof AnswerByBroadcast all) {
      return "the answer of " + all.mac() + " was broadcast to the whole link, which is unusual";
    }
    if (finding instanceof AnsweredInOtherVlan vlan) {
      return inOtherVlan(vlan);
    }
    if (finding instanceof AddressMoved moved) {
      return AddressText.unscoped(moved.address())
          + " moved from "
          + moved.before()
          + " to "
          + moved.mac()
          + ": a new card, a failover, a second machine with this address, or a forgery";
    }
    return ofServers(finding).orElseGet(() -> ofTable(finding));
  }

  private static Optional<String> ofServers(NeighborFinding finding) {
    if (finding instanceof AddressOfMac told) {
      return Optional.of(
          Addresses.text(told.server())
              + " says that "
              + told.mac()
              + " has the address "
              + Addresses.text(told.address()));
    }
    if (finding instanceof ReverseUnanswered) {
      return Optional.of("no RARP server answers");
    }
    return finding instanceof ServersDisagree disagree
        ? Optional.of(
            "the servers do not agree: "
                + disagree.addresses().stream().map(Addresses::text).collect(joining(", ")))
        : Optional.empty();
  }

  private static String inOtherVlan(AnsweredInOtherVlan vlan) {
    if (vlan.mac().isEmpty()) {
      return "replies came in VLAN "
          + vlan.vlans().stream().map(String::valueOf).collect(joining(", "))
          + ": they do not count, because the kernel drops them; a switch port may leak them";
    }
    return AddressText.unscoped(vlan.address())
        + " was answered for by "
        + vlan.mac().get()
        + " in VLAN "
        + vlan.vlans().stream().map(String::valueOf).collect(joining("."))
        + ": no answer on this link, because the kernel drops the frame; a switch port may leak it";
  }

  private static String ofTable(NeighborFinding finding) {
    if (finding instanceof NeighborTableAgrees) {
      return "the kernel's own table agrees";
    }
    if (finding instanceof NeighborTableDiffers differs) {
      return differs.answered().isEmpty()
          ? "the kernel's own table still has " + differs.mac()
          : "the kernel's own table has another MAC, "
              + differs.mac()
              + ": that entry is out of date, or one of the two is forged";
    }
    if (finding instanceof OneStationForMany many) {
      return many.mac()
          + " answers for "
          + many.addresses()
          + " addresses: a host with many, or a router that answers for others (proxy ARP)";
    }
    if (finding instanceof AddressTaken taken) {
      return taken.by() + " has " + AddressText.unscoped(taken.address()) + ": " + how(taken.how());
    }
    return "no other station on the link has "
        + AddressText.unscoped(((AddressFree) finding).address())
        + " now; one that is switched off cannot say so";
  }

  /** In which way a station showed that it has an address, or wants it. */
  public static String how(Sighting.Kind kind) {
    return switch (kind) {
      case ANSWER -> "it answered";
      case QUESTION -> "it asks for others with this address as its own";
      case ANNOUNCEMENT -> "it announces this address as its own";
      case PROBE ->
          "it probes for this address too: both have to choose another one (RFC 5227 section"
              + " 2.1.1)";
    };
  }

  /**
   * What an address with several hardware addresses means where no machine is known to have all.
   */
  public static String meaning(AddressDuplicated twice) {
    return "frames for this address go to whoever answered last. If these are "
        + (twice.macs().size() == 2 ? "two" : "several")
        + " machines, connections break now and then: give one of them another address. It may also"
        + " be one machine that answers by each of its interfaces, proxy ARP, or a forgery";
  }

  /** How a machine with several interfaces is made to answer by the right one. */
  public static String remedy() {
    return "To make each interface answer only for its own addresses, run on that machine: sysctl"
        + " -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2";
  }
}
