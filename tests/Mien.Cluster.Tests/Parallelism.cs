// Tests on the test cluster wait most of their time, each for a cluster of its own.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
