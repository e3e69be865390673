package dev.jnet.report;

import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Came;
import io.avaje.jsonb.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * What programs on this machine get, where that differs from what injected probes get. The packets
 * of programs go through this machine's packet filter, NAT and policy routes; injected probes do
 * not.
 *
 * @param kernel what the kernel's own socket got
 */
public record Programs(KernelAnswer kernel) {
  /** What to look at for the cause. */
  private static final String WHERE = "nft list ruleset (nftables), ip rule";

  /**
   * What a program gets, for a JSON document.
   *
   * @param asked {@code echo}, {@code connect}, or {@code copy} for a copy of the first probe
   * @param answer {@code answer}, {@code not-sent}, {@code table-full}, {@code answer-dropped} or
   *     {@code report-dropped}
   * @param reason the system's words; left out where it gave none
   */
  @Json
  public record Reached(String asked, String answer, String reason) {}

  /** What programs get; empty where it is the same as probes get, or where that is unknown. */
  public static Optional<Programs> of(KernelAnswer kernel) {
    boolean differs = kernel.came() != Came.NOTHING && kernel.came() != Came.REFUSED;
    return differs ? Optional.of(new Programs(kernel)) : Optional.empty();
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
      case NOT_SENT, TABLE_FULL ->
          Optional.of("silence; this machine itself stops what programs send, perhaps probes too");
      default -> Optional.empty();
    };
  }

  /** What programs get, in words. */
  public String words() {
    return switch (kernel.came()) {
      case ANSWER ->
          "programs here do get an answer: "
              + sent()
              + " was answered. Their packets go through this machine's packet filter, NAT and"
              + " policy routes; jnet's probes do not. Look there first: "
              + WHERE
              + ". The probes may also just have been lost";
      case ANSWER_DROPPED ->
          "programs here get no answer: the answer to jnet's probe came in, and "
              + sent()
              + " got none. Probably this machine's packet filter (firewall) drops what comes in:"
              + " jnet captures before it. Look at: "
              + WHERE;
      case REPORT_DROPPED ->
          "programs here do not get the reports that packets are too big: they came in, and none"
              + " reached a socket. This machine's packet filter (firewall) drops them, so that"
              + " connections hang when they send large packets. Let ICMP type 3 and ICMPv6 type 2"
              + " in. Look at: "
              + WHERE;
      case TABLE_FULL ->
          "programs here cannot send this: "
              + sent()
              + " did not leave, and this machine's table of tracked connections is full ("
              + kernel.reason()
              + "). The kernel drops packets of new connections then, and logs 'nf_conntrack: table"
              + " full'. jnet's own probes pass by it. Look at: conntrack -S, dmesg."
              + " More room: sysctl -w net.netfilter.nf_conntrack_max=N";
      default ->
          "programs here cannot send this: "
              + sent()
              + " did not leave ("
              + kernel.reason()
              + "). EPERM comes from a rule of this machine's packet filter (firewall), EACCES and"
              + " EINVAL from a route. jnet's own probes pass by both. Look at: "
              + WHERE;
    };
  }

  private String sent() {
    return switch (kernel.asked()) {
      case ECHO -> "an echo request from the kernel's own socket";
      case CONNECT -> "a connection by the kernel's own TCP";
      case COPY -> "a copy of the first probe, sent by the kernel's own socket,";
    };
  }

  /** What programs get, for a JSON document. */
  public Reached summary() {
    return new Reached(
        kernel.asked().name().toLowerCase(Locale.ROOT),
        switch (kernel.came()) {
          case ANSWER -> "answer";
          case ANSWER_DROPPED -> "answer-dropped";
          case REPORT_DROPPED -> "report-dropped";
          case TABLE_FULL -> "table-full";
          default -> "not-sent";
        },
        kernel.reason().isEmpty() ? null : kernel.reason());
  }
}
