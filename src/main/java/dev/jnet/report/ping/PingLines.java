package dev.jnet.report.ping;

import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingEvent.Answer;
import dev.jnet.ping.PingEvent.Damage;
import dev.jnet.ping.PingEvent.Manner;
import dev.jnet.ping.PingEvent.Mark;
import dev.jnet.ping.PingQuestion;
import dev.jnet.probe.Via;
import dev.jnet.report.Style;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The lines that a ping prints while it runs. They have the form of the ping command where it has
 * one.
 */
public final class PingLines {
  /** Knows the names of addresses. */
  public interface Names {
    /** The name of an address; empty while it is not known, or when names are not wanted. */
    Optional<String> nameOf(InetAddress address);
  }

  private final String name;
  private final PingQuestion question;
  private final Names names;
  private final Style style;

  /**
   * Makes the lines about one target.
   *
   * @param name the target as it was asked for
   * @param names knows the names of the hosts that answer
   */
  public PingLines(String name, PingQuestion question, Names names, Style style) {
    this.name = name;
    this.question = question;
    this.names = names;
    this.style = style;
  }

  /**
   * The first line.
   *
   * @param from the source address and interface that the user chose, in ping's form
   */
  public String banner(Optional<String> from) {
    int version = question.version();
    String address = Addresses.text(question.target());
    StringBuilder line = new StringBuilder("PING ").append(name);
    line.append(version == 4 ? " (" : "(").append(address).append(") ");
    if (from.isPresent()) {
      line.append("from ").append(from.get()).append(": ");
    }
    Via via = question.via();
    if (via.kind() != Via.Kind.ICMP) {
      line.append(via.word()).append(" port ").append(via.port().orElseThrow()).append(": ");
    }
    line.append(question.shape().size());
    if (version == 4) {
      return line.append('(').append(question.packetLength()).append(") bytes of data.").toString();
    }
    return line.append(" data bytes").toString();
  }

  /** The line about an event; empty when the event needs none. */
  public String line(PingEvent event) {
    if (event instanceof Answer answer) {
      return answer(answer);
    }
    if (event instanceof PingEvent.Failed failed) {
      return "From "
          + who(failed.from())
          + " "
          + sequence(event)
          + " "
          + style.bad(PingText.error(failed.error()));
    }
    if (event instanceof PingEvent.Refused refused) {
      return refused.bytes() > refused.mtu()
          ? sequence(event) + " local error: message too long, mtu=" + refused.mtu()
          : sequence(event) + " local error: the interface did not take the packet";
    }
    return "";
  }

  private String answer(Answer answer) {
    StringBuilder line = new StringBuilder(80);
    line.append(answer.bytes()).append(" bytes from ").append(who(answer.from())).append(": ");
    line.append(sequence(answer)).append(" ttl=").append(answer.hopLimit());
    line.append(" time=").append(PingText.time(answer.roundTrip())).append(" ms");
    if (answer.manner() == Manner.OPEN) {
      line.append(" (port open)");
    } else if (answer.manner() == Manner.CLOSED) {
      line.append(" (port closed)");
    }
    for (Mark mark : Mark.values()) {
      if (answer.marks().contains(mark)) {
        line.append(' ').append(style.warning(words(mark, answer)));
      }
    }
    if (answer.damage().isPresent()) {
      line.append('\n').append(words(answer.damage().get()));
    }
    return line.toString();
  }

  private static String words(Mark mark, Answer answer) {
    return switch (mark) {
      case DUPLICATE -> "(DUP!)";
      case REORDERED -> "(reordered)";
      case LATE -> "(late)";
      case BAD_CHECKSUM -> "(BAD CHECKSUM!)";
      case DIFFERENT_ADDRESS -> "(DIFFERENT ADDRESS!)";
      case CHANGED -> "(data changed)";
      case TTL_CHANGED -> "(ttl was " + answer.hopLimitBefore() + ")";
    };
  }

  private static String words(Damage damage) {
    if (damage.received() < 0) {
      return "data end at byte #" + damage.offset();
    }
    String received = "but was 0x" + Integer.toHexString(damage.received());
    return "wrong data byte #"
        + damage.offset()
        + " should be "
        + (damage.sent() < 0 ? "the end " : "0x" + Integer.toHexString(damage.sent()) + " ")
        + received;
  }

  private String sequence(PingEvent event) {
    return question.via().word() + "_seq=" + event.sequence();
  }

  private String who(InetAddress from) {
    String address = Addresses.text(from);
    Optional<String> known = names.nameOf(from);
    return known.isPresent() ? known.get() + " (" + address + ")" : address;
  }
}
