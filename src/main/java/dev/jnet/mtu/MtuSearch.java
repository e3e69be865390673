package dev.jnet.mtu;

import dev.jnet.probe.Diagnosis;

/** A search for the path MTU with one kind of probe. */
public interface MtuSearch extends Diagnosis<MtuResult> {
  /** Whether the target has answered at all: then this kind of probe is of use. */
  boolean answered();

  /** Stops searching; what is left to send is what the target is owed, such as a reset. */
  void abandon(long now);
}
