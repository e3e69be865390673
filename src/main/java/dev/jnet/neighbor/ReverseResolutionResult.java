package dev.jnet.neighbor;

import dev.jnet.wire.MacAddress;
import java.util.List;

/**
 * The answers to the question which address belongs to a hardware address.
 *
 * @param interfaceName the interface that was asked on
 * @param sourceMac its hardware address
 * @param target the hardware address asked about
 * @param asked how often it was asked
 * @param answers of one server or more; empty when none answered
 */
public record ReverseResolutionResult(
    String interfaceName,
    MacAddress sourceMac,
    MacAddress target,
    int asked,
    List<ReverseAnswer> answers) {
  /** Whether servers named different addresses. */
  public boolean isConflict() {
    for (ReverseAnswer answer : answers) {
      if (!answer.address().equals(answers.get(0).address())) {
        return true;
      }
    }
    return false;
  }
}
