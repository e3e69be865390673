package dev.jnet.report.handshake;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/**
 * A list whose elements are made from those of another list whenever they are asked for. They are
 * not kept, so that only one of thousands of documents is in memory.
 */
public final class MappedList<S, T> extends AbstractList<T> {
  private final List<S> from;
  private final Function<S, T> mapping;

  /** A view of a list through a mapping. */
  public MappedList(List<S> from, Function<S, T> mapping) {
    this.from = from;
    this.mapping = mapping;
  }

  @Override
  public T get(int index) {
    return mapping.apply(from.get(index));
  }

  @Override
  public int size() {
    return from.size();
  }
}
