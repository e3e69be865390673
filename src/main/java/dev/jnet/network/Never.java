package dev.jnet.network;

import java.util.function.BooleanSupplier;

/** What is asked whether a run is to end, where nobody can want that. */
public final class Never implements BooleanSupplier {
  @Override
  public boolean getAsBoolean() {
    return false;
  }
}
