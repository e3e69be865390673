package dev.jnet.report.handshake;

import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.handshake.Remark;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.report.Programs;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import java.util.Optional;

/** Describes the state of a port, and what shows it. */
final class OutcomeText {
  private OutcomeText() {}

  /** A status in its colour. */
  static String status(Status status, Style style) {
    return switch (status) {
      case OPEN -> style.good(status.word());
      case CLOSED -> style.bad(status.word());
      case FILTERED, UNKNOWN -> style.warning(status.word());
    };
  }

  /**
   * What shows the status, in parentheses and with a space in front.
   *
   * @param byTarget whether nothing suggests that another machine answered
   * @param kernel what the kernel got beside; empty where it was not asked
   */
  static String reason(HandshakeResult result, boolean byTarget, Optional<Came> kernel) {
    return switch (result.status()) {
      case OPEN ->
          result.synAck().isPresent()
              ? " (SYN-ACK" + after(result) + ")"
              : " (the kernel says that it is connected)";
      case CLOSED ->
          " (RST"
              + after(result)
              + (byTarget ? ": no program listens there, or a firewall refuses)" : ")");
      case FILTERED -> " (" + filtered(result, kernel) + ")";
      case UNKNOWN -> " (stopped before an answer came)";
    };
  }

  private static String after(HandshakeResult result) {
    return result.roundTrip() >= 0 ? " after " + Text.millis(result.roundTrip()) + " ms" : "";
  }

  private static String filtered(HandshakeResult result, Optional<Came> kernel) {
    if (result.error().isPresent()) {
      HandshakeResult.Filter filter = result.error().get();
      return Addresses.text(filter.from()) + " says: " + filter.error().inWords();
    }
    if (result.remarks().contains(Remark.ANSWER_NOT_TAKEN)) {
      return "the SYN-ACK came" + after(result) + ", and this machine's kernel did not take it";
    }
    if (result.complaint().isPresent()) {
      return "the kernel says: " + result.complaint().get();
    }
    Optional<String> here = Programs.silence(kernel);
    if (here.isPresent()) {
      return here.get();
    }
    return result.steps().isEmpty()
        ? "no SYN left by this interface: this machine's packet filter (firewall) drops them, or a"
            + " rule sends them another way"
        : "silence after "
            + Text.count(result.steps().size(), "SYN")
            + ": a firewall drops them or the answers, or the host is down";
  }
}
