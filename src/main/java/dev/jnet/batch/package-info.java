/**
 * Asks one question about many targets at once: it reads a file of targets, and prints one JSON
 * document for each target.
 */
package dev.jnet.batch;
