// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {Grant} from "../support/Grant.sol";
import {Player} from "./Player.sol";

/// @notice The honest player within rules that have limits, and other events: accounts are deployed, a watcher denies.
abstract contract CountingHandler is Player {
    uint256 private _born;

    function _dealCounting() internal {
        _permitted("uses up a rule's calls", _usesUpCalls);
        _permitted("uses up a rule's amount", _usesUpAmount);
        _permitted("uses up a rule's value", _usesUpValue);
        _permitted("plays by two rules of one function", _playsByTwoRules);
        _permitted("counts anew in the next period", _countsAnew);
        _permitted("plays in a period's last second and in the next one's first", _playsAcrossPeriods);
        _permitted("deploys, enables and plays at once", _deploysEnablesAndPlays);
        _permitted("watcher denies sessions and allows the account", _deniesAndAllows);
    }

    /// @dev In the current period; all calls in one operation.
    function _usesUpCalls() private {
        uint256 s = _newSession(_anyAccount(), _random(4) != 0, 0);
        _succeeds(s, _together(_times(rules[s][RARELY].maxCalls, abi.encodeCall(Target.play, (150)))));
    }

    function _usesUpAmount() private {
        uint256 s = _newSession(_anyAccount(), _random(4) != 0, 0);
        _succeeds(s, _spend(5, rules[s][BUDGETED].maxAmount));
    }

    function _usesUpValue() private {
        uint256 s = _newSession(_freeAccount(), _random(4) != 0, 0);
        uint256 total = rules[s][PLAY].maxTotal;
        Execution[] memory calls = _times((total + MAX_VALUE - 1) / MAX_VALUE, abi.encodeCall(Target.play, (1)));
        for (uint256 i = 0; i < calls.length; ++i) {
            calls[i].value = total < MAX_VALUE ? total : MAX_VALUE;
            total -= calls[i].value;
        }
        _succeeds(s, batch(calls));
    }

    /// @dev In one operation, with one hint fewer than calls: the last hint is for the rest.
    function _playsByTwoRules() private {
        uint256 s = _newSession(_anyAccount(), _random(4) != 0, 0);
        Execution[] memory calls = _times(4, abi.encodeCall(Target.play, (2)));
        calls[0].callData = abi.encodeCall(Target.play, (199));
        PackedUserOperation memory op = _operation(s, _together(calls));
        _succeeds(_one(s, _sign(s, op, abi.encodePacked(RARELY, PLAY, PLAY), vm.getBlockTimestamp())));
    }

    function _countsAnew() private {
        uint256 s = _longSession(_between(2, 4));
        uint256 all = rules[s][BUDGETED].maxAmount;
        _succeeds(s, _spend(5, all));
        _warpTo(_nextPeriod(rules[s][BUDGETED].period));
        _succeeds(s, _spend(5, all));
    }

    function _playsAcrossPeriods() private {
        uint256 s = _longSession(_between(2, 4));
        uint256 next = _nextPeriod(rules[s][BUDGETED].period);
        _warpTo(next - 1);
        _succeeds(s, _spend(5, rules[s][BUDGETED].maxAmount));
        _warpTo(next);
        _succeeds(s, _spend(5, rules[s][BUDGETED].maxAmount));
    }

    function _warpTo(uint256 time) internal {
        vm.warp(time);
        _buryEnded();
    }

    /// @dev A session of ten days with such periods, whose spending budget is enough for two of them.
    function _longSession(uint256 period) internal returns (uint256 s) {
        nextPeriod = period;
        s = _newSession(_anyAccount(), _random(4) != 0, 0);
        nextPeriod = 0;
    }

    /// @dev Uses a new account, which the other kinds do not touch; the same key also serves the first account.
    function _deploysEnablesAndPlays() private {
        uint256 s = _newSession(_freeAccount(), false, 0);
        Grant memory grant = _grantOf(s);
        bytes32 salt = keccak256(abi.encode("born", ++_born));
        PackedUserOperation memory op = _operation(s, _play());
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), salt)));
        op.sender = factory.getAddress(ownerBytes(), salt);
        op.nonce = uint256(grant.nonceKey) << 64;
        vm.deal(op.sender, 1 ether);
        (grant.account, grant.epoch) = (op.sender, 0);
        uint256 before = target.played();
        handle(signFirst(op, grant, hint(PLAY), uint32(vm.getBlockTimestamp()), signGrant(grant)));
        assertEq(target.played(), before + 1, "born, enabled and played in one operation");
        sessions[s].played += 1;
        _countDone();
    }

    /// @dev Denied for good, as far as the named sessions go.
    function _deniesAndAllows() private {
        uint256 s = _pick(true);
        if (!sessions[s].isEnabled) _enable(s);
        _deny(s);
        _allow(s);
        _countDone();
    }
}
