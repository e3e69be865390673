package dev.jnet.finding;

import dev.jnet.capture.CapturedLookup;
import dev.jnet.capture.DuplicateAddress;
import dev.jnet.capture.TcpSummary;
import dev.jnet.capture.TlsRefusal;
import dev.jnet.capture.TooBig;
import dev.jnet.finding.ApplicationFinding.ConnectionReset;
import dev.jnet.finding.ApplicationFinding.TlsFailed;
import dev.jnet.finding.Certainty.Basis;
import dev.jnet.finding.ConversationFinding.PacketTooBig;
import dev.jnet.finding.ConversationFinding.ResetByAnother;
import dev.jnet.finding.ConversationFinding.ResetByClient;
import dev.jnet.finding.ConversationFinding.SegmentsRepeated;
import dev.jnet.finding.ConversationFinding.WindowClosed;
import dev.jnet.finding.LocalFinding.AddressDuplicated;
import dev.jnet.finding.NameFinding.NameSlow;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.finding.Observation.Came;
import dev.jnet.finding.Observation.Sent;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.finding.PathFinding.LargeRepliesLost;
import dev.jnet.finding.TargetFinding.PortClosed;
import dev.jnet.finding.TargetFinding.PortFiltered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.walk.tls.TlsSession;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What follows from conversations that a capture shows. */
public final class CaptureConclusions {
  /** Response code of RFC 1035: there is no such name. */
  private static final int NO_SUCH_NAME = 3;

  private CaptureConclusions() {}

  /**
   * What a conversation shows.
   *
   * @param whole whether every frame was captured: otherwise what is missing may have passed
   */
  public static List<Finding> of(TcpSummary conversation, boolean whole) {
    List<Finding> findings = new ArrayList<>(opening(conversation, whole));
    holes(conversation, whole, findings);
    Grounds seen = Grounds.seen(segments(conversation, Came.ANSWER));
    long repeated = conversation.neededRetransmissions();
    if (repeated > 0) {
      findings.add(new SegmentsRepeated(repeated, conversation.segments(), seen));
    }
    for (TcpSummary.Side side : List.of(conversation.client(), conversation.server())) {
      long closed = side.traffic().zeroWindows();
      if (closed > 0) {
        findings.add(new WindowClosed(side.address(), closed, seen));
      }
    }
    conversation
        .tooBig()
        .ifPresent(
            report ->
                findings.add(new PacketTooBig(report.router(), report.mtu(), tooBig(report))));
    conversation
        .tls()
        .ifPresent(
            refusal -> findings.add(new TlsFailed(kind(refusal), refusal.words(), "", seen)));
    return findings;
  }

  /**
   * What is wrong with the TLS. A client's alert about a certificate is about that of the server.
   */
  private static TlsSession.Kind kind(TlsRefusal refusal) {
    return switch (refusal.kind()) {
      case NOT_TLS -> TlsSession.Kind.NOT_TLS;
      case CUT_OFF -> TlsSession.Kind.CUT_OFF;
      case ALERT ->
          switch (refusal.byClient() ? refusal.alert() : -1) {
            case 45 -> TlsSession.Kind.EXPIRED;
            case 48 -> TlsSession.Kind.UNKNOWN_AUTHORITY;
            case 42, 43, 44, 46 -> TlsSession.Kind.INVALID_CHAIN;
            default -> TlsSession.Kind.ALERT;
          };
    };
  }

  private static List<Finding> opening(TcpSummary conversation, boolean whole) {
    int port = conversation.server().port();
    TcpSummary.Opening opening = conversation.opening();
    Optional<TcpSummary.Reset> reset = conversation.reset();
    if (opening.syns() > 0 && !opening.answered()) {
      return unanswered(port, opening, reset, whole);
    }
    List<Finding> findings = new ArrayList<>();
    if (opening.answered()) {
      findings.add(new PortOpen(port, Math.max(0, opening.roundTrip()), syn(opening, Came.ANSWER)));
    }
    if (reset.isPresent() && !conversation.closed()) {
      Grounds seen = Grounds.seen(segments(conversation, Came.RESET));
      boolean own = reset.get().byClient() && !reset.get().isForeign();
      findings.add(
          own
              ? new ResetByClient(data(conversation), seen)
              : new ConnectionReset(data(conversation), seen));
      if (reset.get().isForeign()) {
        findings.add(
            new ResetByAnother(
                Grounds.inferred(Basis.REPLY_HOP_LIMIT, segments(conversation, Came.RESET))));
      }
    }
    return findings;
  }

  /**
   * A reset from the other side, or silence. SYNs that all carry data tell nothing about the port,
   * because they may have been too large for the path.
   */
  private static List<Finding> unanswered(
      int port, TcpSummary.Opening opening, Optional<TcpSummary.Reset> reset, boolean whole) {
    if (reset.isPresent() && !reset.get().byClient()) {
      return List.of(new PortClosed(port, syn(opening, Came.RESET)));
    }
    if (opening.plain() == 0) {
      return List.of();
    }
    Observation silence = Observation.silence(Sent.SYN, 0, opening.plain());
    return List.of(
        new PortFiltered(port, Optional.empty(), "", TargetConclusions.missing(silence, whole)));
  }

  private static Grounds syn(TcpSummary.Opening opening, Came came) {
    return Grounds.seen(Observation.of(Sent.SYN, 0, opening.syns(), came, none()));
  }

  private static void holes(TcpSummary conversation, boolean whole, List<Finding> findings) {
    Observation nothing = segments(conversation, Came.NOTHING);
    Grounds silence =
        whole ? Grounds.inferred(Basis.SILENCE_BESIDE_ANSWERS, nothing) : Grounds.guessed(nothing);
    OptionalInt there = conversation.client().hole();
    OptionalInt back = conversation.server().hole();
    if (there.isPresent()) {
      findings.add(new BlackHole(there.getAsInt(), Optional.empty(), silence));
    }
    if (back.isPresent()) {
      int arrived = conversation.client().traffic().largestPacket();
      findings.add(new LargeRepliesLost(back.getAsInt(), arrived, silence));
      findings.add(
          new ApplicationFinding.TransferStalled(
              data(conversation), 0, OptionalInt.empty(), silence));
    }
  }

  private static long data(TcpSummary conversation) {
    return conversation.client().traffic().data() + conversation.server().traffic().data();
  }

  private static Grounds tooBig(TooBig report) {
    return Grounds.seen(
        Observation.of(Sent.SEGMENT, 0, 1, Came.TOO_BIG, Optional.of(report.router())));
  }

  private static Observation segments(TcpSummary conversation, Came came) {
    return Observation.of(Sent.SEGMENT, 0, (int) conversation.segments(), came, none());
  }

  private static Optional<InetAddress> none() {
    return Optional.empty();
  }

  /** What several claims to an address show. */
  public static Finding of(DuplicateAddress duplicate) {
    InetAddress address = duplicate.address();
    return new AddressDuplicated(
        address,
        "the captured link",
        duplicate.macs(),
        Grounds.seen(
            Observation.of(Sent.NEIGHBOR_QUESTION, 0, 1, Came.ANSWER, Optional.of(address))));
  }

  /**
   * What follows from a look-up that failed, or was answered late.
   *
   * @param whole whether every frame was captured: otherwise what is missing may have passed
   */
  public static Finding of(CapturedLookup lookup, boolean whole) {
    String name = lookup.name();
    if (lookup.elapsed() < 0) {
      return new NameUnanswered(
          name,
          "no answer came to the question for " + name,
          TargetConclusions.missing(Observation.silence(Sent.NAME_QUESTION, 0, 1), whole));
    }
    Grounds seen =
        Grounds.seen(
            Observation.of(Sent.NAME_QUESTION, 0, 1, Came.ANSWER, Optional.of(lookup.server())));
    return switch (lookup.responseCode()) {
      case 0 -> new NameSlow(name, lookup.elapsed(), seen);
      case NO_SUCH_NAME -> new NameUnknown(name, seen);
      default ->
          new NameUnanswered(
              name,
              "the name server answered the question for "
                  + name
                  + " with the error "
                  + lookup.responseCode(),
              seen);
    };
  }
}
