DROP TABLE replay_wanted;
