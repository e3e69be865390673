package dev.jnet.exporter;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map with a limit: the entry that was used longest ago makes room for a new one. A call of
 * {@link #get} counts as use.
 */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final float LOAD = 0.75f;

  private final int most;

  /**
   * An empty map.
   *
   * @param most how many entries it keeps
   */
  public RecentlyUsed(int most) {
    super(16, LOAD, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
