/**
 * One question about many targets at once: a file of targets in, one JSON document a target out.
 */
package dev.jnet.batch;
