// Two builds at once are what the machine bears, and what shows that builds do not disturb each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
