package dev.jnet.mtu;

import dev.jnet.probe.Diagnosis;
import java.util.List;

/** A search for the path MTU with one kind of probe. */
public interface MtuSearch extends Diagnosis<MtuResult> {
  /** Whether the target has answered any probe, which shows that this kind of probe works. */
  boolean answered();

  /** What was found out about each flow that was asked. */
  default List<MtuResult> flows() {
    return List.of(result());
  }

  /** Stops searching. The search still sends what TCP requires of it, such as a reset. */
  void abandon(long now);
}
