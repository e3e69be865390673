package dev.jnet.doctor;

import dev.jnet.finding.ApplicationFinding.ApplicationAnswered;
import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.LocalFinding.NextHopAnswers;
import dev.jnet.finding.LocalFinding.ProgramsAnswered;
import dev.jnet.finding.LocalFinding.RouteFound;
import dev.jnet.finding.NameFinding.NameFound;
import dev.jnet.finding.PathFinding.PathMtu;
import dev.jnet.finding.PathFinding.PathMtuAtLeast;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.EchoAnswered;
import dev.jnet.finding.TargetFinding.PortOpen;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A step of an examination. The steps are in the order in which they matter. */
public enum StepName {
  /** Which addresses does the name have? */
  NAME("name", List.of(NameFound.class)),
  /** Does this machine have a route there? */
  ROUTE("route", List.of(RouteFound.class)),
  /** Does the next hop answer ARP or neighbor discovery? */
  NEXT_HOP("next hop", List.of(NextHopAnswers.class)),
  /** Does the target answer echo requests? */
  PING("ping", List.of(EchoAnswered.class)),
  /** Is the port open? */
  PORT("port", List.of(PortOpen.class)),
  /** Do programs on this machine get what injected probes get? */
  PROGRAMS("programs", List.of(ProgramsAnswered.class)),
  /** Which is the largest packet that arrives? */
  PATH_MTU("path MTU", List.of(PathMtu.class, PathMtuAtLeast.class)),
  /** Which routers are on the path? */
  TRACE("trace", List.of(Reached.class)),
  /** Do the segments that both SYNs allow fit the path? */
  SEGMENTS("segments", List.of(AgreedSizeFits.class, SegmentsClamped.class)),
  /** Does what is at the URL come whole? */
  APPLICATION("answer", List.of(ApplicationAnswered.class)),
  /** What does a captured conversation between others show? It is read, and not asked. */
  CONVERSATION("conversation", List.of(PortOpen.class));

  /** The steps of an examination. */
  public static final List<StepName> ASKED =
      Arrays.stream(values()).filter(step -> step != CONVERSATION).toList();

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable list
  private final List<Class<? extends Finding>> success;

  StepName(String words, List<Class<? extends Finding>> success) {
    this.words = words;
    this.success = success;
  }

  /** Whether findings of this step show that what it asked about works. */
  boolean isWell(List<Finding> findings) {
    return findings.stream()
        .anyMatch(finding -> success.stream().anyMatch(kind -> kind.isInstance(finding)));
  }

  /** The step in a report. */
  public String words() {
    return words;
  }

  /** The step in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step without whose success it cannot be asked; empty where it is the first one. */
  public Optional<StepName> needs() {
    return switch (this) {
      case NAME -> Optional.empty();
      case ROUTE -> Optional.of(NAME);
      case NEXT_HOP -> Optional.of(ROUTE);
      case SEGMENTS, APPLICATION -> Optional.of(PORT);
      default -> Optional.of(NEXT_HOP);
    };
  }
}
