package dev.jnet.report;

import dev.jnet.doctor.LocalRemedies;
import dev.jnet.probe.CachedPathMtu;
import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Came;
import dev.jnet.probe.KernelDeparture;
import dev.jnet.probe.KernelDeparture.Place;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.RouteLimits;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What programs on this machine get, where that differs from what injected probes get. The packets
 * of programs go through this machine's packet filter, NAT and policy routes; injected probes do
 * not.
 *
 * @param traffic how the packets of programs fare
 */
public record Programs(ProgramTraffic traffic) {
  /** What to look at for the cause. */
  private static final String WHERE = "nft list ruleset (nftables), ip rule";

  /**
   * Something that differs.
   *
   * @param words what, for a person
   * @param steps what to do next, in the order of trying
   */
  public record Note(String words, List<Step> steps) {
    /** Copies the list. */
    public Note {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A command that can be pasted.
   *
   * @param purpose what it is for, in few words
   */
  public record Step(String purpose, String command) {}

  /**
   * What a program gets, for a JSON document.
   *
   * @param asked {@code echo}, {@code connect}, or {@code copy} for a copy of the first probe; left
   *     out where the answers do not differ
   * @param answer {@code answer}, {@code not-sent}, {@code table-full}, {@code answer-dropped},
   *     {@code reverse-path}, {@code bridge-drops-sent}, {@code bridge-drops-answer}, {@code
   *     interface-drops}, {@code no-neighbor}, {@code report-dropped} or {@code error-dropped};
   *     left out where the answers do not differ
   * @param reason the system's words; left out where it gave none
   * @param translatedTo where this machine's own NAT sends packets; left out where they keep their
   *     destination
   * @param translatedSource the source address that NAT gives them; left out where they keep theirs
   * @param leavesBy the interface by which packets of programs leave, if they leave by another one
   * @param route what the route says about the size of packets; left out where it says nothing
   * @param learnedMtu bytes of the path MTU that the kernel has learned; left out where it has
   *     learned none
   * @param largerArrivedBytes bytes of the largest packet that arrived although that path MTU is
   *     smaller; left out where none did
   */
  @Json
  public record Reached(
      String asked,
      String answer,
      String reason,
      Translated translatedTo,
      String translatedSource,
      String leavesBy,
      RouteSizes route,
      Integer learnedMtu,
      Integer largerArrivedBytes) {}

  /**
   * Where this machine's own NAT sends packets, for a JSON document.
   *
   * @param port left out for echo requests
   */
  @Json
  public record Translated(String address, Integer port) {
    private static Translated of(Place place) {
      return new Translated(
          Addresses.text(place.address()), place.port() > 0 ? Integer.valueOf(place.port()) : null);
    }
  }

  /**
   * What a route says about the size of packets, for a JSON document.
   *
   * @param mtu bytes of the largest packet; left out where the route does not limit it
   * @param mtuLocked whether the kernel ignores reports that packets are too big
   * @param advertisedMss what SYNs announce, in bytes; left out where the route does not say
   */
  @Json
  public record RouteSizes(Integer mtu, boolean mtuLocked, Integer advertisedMss) {}

  /** What programs get; empty where it is the same as probes get, or where that is unknown. */
  public static Optional<Programs> of(ProgramTraffic traffic) {
    ProgramTraffic told =
        new ProgramTraffic(
            traffic.answer().filter(answer -> isOther(answer.came())),
            traffic.departure(),
            traffic.limits(),
            traffic.cached());
    return told.isSame() ? Optional.empty() : Optional.of(new Programs(told));
  }

  private static boolean isOther(Came came) {
    return came != Came.NOTHING && came != Came.REFUSED;
  }

  /**
   * What silence means where the kernel was asked too, in words; empty where that is as unknown as
   * without it.
   *
   * @param came what the kernel got
   */
  public static Optional<String> silence(Optional<Came> came) {
    if (came.isEmpty()) {
      return Optional.empty();
    }
    return switch (came.get()) {
      case ANSWER ->
          Optional.of("silence to jnet's probes; programs here do get an answer: the target is up");
      case REVERSE_PATH ->
          Optional.of(
              "replies came in, and this machine's own kernel drops them (rp_filter): the target is"
                  + " up");
      case BRIDGE_DROPS_ANSWER ->
          Optional.of("replies came in, and a bridge of this machine drops them: the target is up");
      case INTERFACE_DROPS ->
          Optional.of("silence; no probe has left this machine: its own interface took none");
      case BRIDGE_DROPS_SENT ->
          Optional.of("silence; no probe has left this machine, because its own bridge drops them");
      case NOT_SENT, TABLE_FULL, NO_NEIGHBOR ->
          Optional.of("silence; this machine itself stops what programs send, perhaps probes too");
      default -> Optional.empty();
    };
  }

  /** What differs, the most important first; at least one. */
  public List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    traffic.answer().ifPresent(answer -> notes.add(new Note(words(answer), steps(answer))));
    traffic
        .departure()
        .ifPresent(left -> notes.add(new Note(DepartureText.of(left), DepartureText.steps(left))));
    traffic
        .limits()
        .ifPresent(
            says -> notes.add(new Note(RouteLimitsText.of(says), RouteLimitsText.steps(says))));
    traffic
        .cached()
        .ifPresent(
            mtu -> notes.add(new Note(CachedPathMtuText.of(mtu), CachedPathMtuText.steps(mtu))));
    return notes;
  }

  private static boolean isBridge(Came came) {
    return came == Came.BRIDGE_DROPS_SENT || came == Came.BRIDGE_DROPS_ANSWER;
  }

  private static List<Step> steps(KernelAnswer kernel) {
    if (isBridge(kernel.came())) {
      return List.of(new Step("to see the rules of bridges:", LocalRemedies.BRIDGE_RULES));
    }
    if (kernel.came() == Came.INTERFACE_DROPS) {
      return List.of(
          new Step("to see its filters:", LocalRemedies.egressRules(kernel.droppedOn())));
    }
    if (kernel.at().isPresent()) {
      return List.of(new Step("to accept it:", LocalRemedies.acceptance(kernel.droppedOn())));
    }
    return kernel
        .room()
        .map(
            room ->
                List.of(
                    new Step(
                        "to make room for more connections (in a container: run it on the host):",
                        LocalRemedies.moreRoom(room.limit()))))
        .orElse(List.of());
  }

  private String words(KernelAnswer kernel) {
    return switch (kernel.came()) {
      case ANSWER -> "programs here do get an answer: " + sent(kernel) + " was answered" + why();
      case ANSWER_DROPPED, ANSWER_NOT_TAKEN ->
          "programs here get no answer: "
              + (kernel.came() == Came.ANSWER_NOT_TAKEN
                  ? "the SYN-ACK came in, and the kernel's own TCP did not take it"
                  : "the answer to jnet's probe came in, and " + sent(kernel) + " got none")
              + ". Probably this machine's packet filter (firewall) drops what comes in: jnet"
              + " captures before it. Look at: "
              + WHERE
              + ", tc qdisc (ingress, clsact)";
      case REVERSE_PATH ->
          "programs here get no answer: the answer came in by "
              + Plain.line(kernel.droppedOn())
              + ", and this machine's kernel would send to its sender by another interface. So its"
              + " reverse path filter, which is strict there (rp_filter 1), drops it";
      case BRIDGE_DROPS_SENT, BRIDGE_DROPS_ANSWER ->
          "neither programs here nor jnet's probes get an answer: "
              + InterfaceFaultText.of(
                  kernel.droppedOn(), kernel.came() == Came.BRIDGE_DROPS_ANSWER);
      case INTERFACE_DROPS ->
          "neither programs here nor jnet's probes can send this: "
              + InterfaceFaultText.notTaken(kernel.droppedOn(), kernel.at().get().refused());
      case REPORT_DROPPED ->
          "programs here do not get the reports that packets are too big: they came in, and none"
              + " reached a socket. This machine's packet filter (firewall) drops them, so that"
              + " connections hang when they send large packets. Let ICMP type 3 and ICMPv6 type 2"
              + " in. Look at: "
              + WHERE;
      case ERROR_DROPPED ->
          "programs here do not get ICMP errors about their datagrams: one came in, and none"
              + " reached a socket. This machine's packet filter (firewall) drops them, so that"
              + " programs wait in vain where a port is closed. Let ICMP types 3 and 11 and ICMPv6"
              + " types 1 to 4 in. Look at: "
              + WHERE;
      case TABLE_FULL ->
          "programs here cannot send this: "
              + sent(kernel)
              + " did not leave, and this machine's table of tracked connections is full ("
              + kernel.reason()
              + "). The kernel drops packets of new connections then, and logs 'nf_conntrack: table"
              + " full'. jnet's own probes bypass it";
      case NO_NEIGHBOR ->
          "programs here cannot send this: "
              + sent(kernel)
              + " did not leave ("
              + kernel.reason()
              + "), although jnet got an answer. Probably a filter of this machine drops what the"
              + " kernel asks, or the answer: a table of nftables' families arp, netdev, inet or"
              + " ip6, or arptables. Look at: "
              + WHERE;
      default ->
          "programs here cannot send this: "
              + sent(kernel)
              + " did not leave ("
              + kernel.reason()
              + "). EPERM comes from a rule of this machine's packet filter (firewall), EACCES and"
              + " EINVAL from a route. jnet's own probes bypass both. Look at: "
              + WHERE;
    };
  }

  private String why() {
    return traffic.departure().isPresent()
        ? ""
        : ". Their packets go through this machine's packet filter, NAT and policy routes; jnet's"
            + " probes do not. Look there first: "
            + WHERE
            + ". The probes may also just have been lost";
  }

  private static String sent(KernelAnswer kernel) {
    return switch (kernel.asked()) {
      case ECHO -> "an echo request from the kernel's own socket";
      case CONNECT -> "a connection by the kernel's own TCP";
      case COPY -> "a copy of the first probe, sent by the kernel's own socket,";
    };
  }

  /** What programs get, for a JSON document. */
  public Reached summary() {
    Optional<KernelAnswer> answer = traffic.answer();
    Optional<KernelDeparture> left = traffic.departure();
    return new Reached(
        answer.map(kernel -> kernel.asked().name().toLowerCase(Locale.ROOT)).orElse(null),
        answer.map(kernel -> code(kernel.came())).orElse(null),
        answer.map(KernelAnswer::reason).filter(reason -> !reason.isEmpty()).orElse(null),
        left.flatMap(KernelDeparture::destination).map(Translated::of).orElse(null),
        left.flatMap(KernelDeparture::source).map(Addresses::text).orElse(null),
        left.filter(by -> !by.isTranslated()).map(KernelDeparture::interfaceName).orElse(null),
        traffic.limits().map(Programs::sizes).orElse(null),
        traffic.cached().map(CachedPathMtu::bytes).orElse(null),
        traffic.cached().filter(CachedPathMtu::isStale).map(CachedPathMtu::arrived).orElse(null));
  }

  private static String code(Came came) {
    return switch (came) {
      case ANSWER -> "answer";
      case ANSWER_DROPPED, ANSWER_NOT_TAKEN -> "answer-dropped";
      case REVERSE_PATH -> "reverse-path";
      case INTERFACE_DROPS -> "interface-drops";
      case BRIDGE_DROPS_SENT -> "bridge-drops-sent";
      case BRIDGE_DROPS_ANSWER -> "bridge-drops-answer";
      case REPORT_DROPPED -> "report-dropped";
      case ERROR_DROPPED -> "error-dropped";
      case TABLE_FULL -> "table-full";
      case NO_NEIGHBOR -> "no-neighbor";
      default -> "not-sent";
    };
  }

  private static RouteSizes sizes(RouteLimits limits) {
    return new RouteSizes(
        limits.mtu() > 0 ? Integer.valueOf(limits.mtu()) : null,
        limits.mtuLocked(),
        limits.advertisedMss() > 0 ? Integer.valueOf(limits.advertisedMss()) : null);
  }
}
