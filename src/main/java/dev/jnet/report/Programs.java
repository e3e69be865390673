package dev.jnet.report;

import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.KernelAnswer.Asked;
import dev.jnet.probe.KernelAnswer.Came;
import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * What programs on this machine get where injected probes got no answer. Probes pass by this
 * machine's packet filter, NAT and policy routes; what programs send does not.
 *
 * @param kernel what the kernel's own socket got
 */
public record Programs(KernelAnswer kernel) {
  /** What to look at for the cause. */
  private static final String WHERE = "nft list ruleset (nftables), ip rule";

  /**
   * What a program gets, for a JSON document.
   *
   * @param asked {@code echo} or {@code connect}
   * @param answer {@code answer} or {@code not-sent}
   * @param reason the system's words; left out where it gave none
   */
  @Json
  public record Reached(String asked, String answer, String reason) {}

  /** What is worth telling: that programs do get an answer, or cannot even send. */
  static Optional<Programs> of(KernelAnswer kernel) {
    boolean differs = kernel.came() == Came.ANSWER || kernel.came() == Came.NOT_SENT;
    return differs ? Optional.of(new Programs(kernel)) : Optional.empty();
  }

  /** What programs get, in words. */
  String words() {
    String socket =
        kernel.asked() == Asked.ECHO
            ? "an echo request from the kernel's own socket"
            : "a connection by the kernel's own TCP";
    return kernel.came() == Came.ANSWER
        ? "programs here do get an answer: "
            + socket
            + " was answered. Their packets go through this machine's packet filter, NAT and policy"
            + " routes; jnet's probes do not. Look there first: "
            + WHERE
            + ". The probes may also just have been lost"
        : "programs here cannot send this: "
            + socket
            + " did not leave ("
            + kernel.reason()
            + "). EPERM comes from a rule of this machine's packet filter, EACCES and EINVAL from a"
            + " route. Look at: "
            + WHERE;
  }

  Reached summary() {
    return new Reached(
        kernel.asked() == Asked.ECHO ? "echo" : "connect",
        kernel.came() == Came.ANSWER ? "answer" : "not-sent",
        kernel.reason().isEmpty() ? null : kernel.reason());
  }
}
