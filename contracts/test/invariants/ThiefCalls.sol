// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccountExecute} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPointNonces, IEntryPointStake} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Target} from "../support/Target.sol";
import {Thief} from "./Thief.sol";

/// @notice Calls that no grant names.
abstract contract ThiefCalls is Thief {
    function _dealThiefCalls() internal {
        _attack("calls another target", _callsAnotherTarget);
        _attack("calls another function", _callsAnotherFunction);
        _attack("moves or approves coins and trinkets", _movesTokens);
        _attack("calls the account itself", _callsTheAccount);
        _attack("calls the session module", _callsTheModule);
        _attack("calls the EntryPoint", _callsTheEntryPoint);
        _attack("calls the target of another session", _callsAnothersTarget);
        _attack("sends value above the limit", _sendsValueAbove);
        _attack("sends value with empty calldata", _sendsValueAlone);
        _attack("calls with less than a selector", _callsTooShort);
        _attack("leaves out an argument", _leavesOutArgument);
        _attack("goes beyond the condition of an argument", _leavesCondition);
        _attack("asks for another mode", _asksForAnotherMode);
        _attack("asks for another function of the account", _asksForAnotherEntry);
    }

    function _callsAnotherTarget() private {
        uint256 s = _pick();
        address[4] memory others = [address(coin), thief, address(factory), address(paymaster)];
        bytes memory data = abi.encodeCall(Target.play, (1));
        _callsRefused(s, _hide(others[_random(4)], _random(2), data), ISessionValidator.CallNotPermitted.selector);
    }

    function _callsAnotherFunction() private {
        uint256 s = _pick();
        bytes memory data = _random(2) == 0
            ? abi.encodeCall(Target.forbidden, ())
            : abi.encodeCall(Target.place, (thief, bytes4(0), true, 1));
        _callsRefused(s, _hide(address(target), 0, data), ISessionValidator.CallNotPermitted.selector);
    }

    function _movesTokens() private {
        uint256 s = _pick();
        uint256 way = _random(5);
        bytes memory data = abi.encodeCall(coin.transfer, (thief, 1));
        if (way == 1) data = abi.encodeCall(coin.approve, (thief, type(uint256).max));
        if (way == 2) data = abi.encodeCall(coin.transferFrom, (address(account), thief, 1));
        if (way == 3) data = abi.encodeCall(trinkets.setApprovalForAll, (thief, true));
        if (way == 4) data = abi.encodeCall(trinkets.safeTransferFrom, (address(account), thief, 1, 1, ""));
        address to = way < 3 ? address(coin) : address(trinkets);
        _callsRefused(s, _hide(to, 0, data), ISessionValidator.CallNotPermitted.selector);
    }

    /// @dev Including zero, which some accounts treat as themselves.
    function _callsTheAccount() private {
        uint256 s = _pick();
        uint256 way = _random(5);
        bytes memory data = _play();
        if (way == 1) data = abi.encodeCall(account.installModule, (_between(1, 4), thief, ""));
        if (way == 2) data = abi.encodeCall(account.uninstallModule, (1, address(validator), ""));
        if (way == 3) data = abi.encodeCall(account.changeOwner, (abi.encodePacked(thief), ""));
        if (way == 4) data = abi.encodeCall(account.executeFromExecutor, (bytes32(0), ""));
        address to = _random(4) == 0 ? address(0) : address(account);
        _callsRefused(s, _hide(to, 0, data), ISessionValidator.CallNotPermitted.selector);
    }

    function _callsTheModule() private {
        uint256 s = _pick();
        uint256 way = _random(4);
        bytes memory data = _callEnable(s);
        if (way == 1) data = abi.encodeCall(validator.revokeAll, ());
        if (way == 2) data = abi.encodeCall(validator.revoke, (bytes32(_random(2))));
        if (way == 3) data = abi.encodeCall(validator.onInstall, (""));
        address module = accounts[currentAccount].module;
        address to = module != address(0) && _random(2) == 0 ? module : address(validator);
        _callsRefused(s, _hide(to, 0, data), ISessionValidator.CallNotPermitted.selector);
    }

    function _callsTheEntryPoint() private {
        uint256 s = _pick();
        uint256 way = _random(4);
        bytes memory data = abi.encodeCall(IEntryPointStake.withdrawTo, (thief, 1 ether));
        if (way == 1) data = abi.encodeCall(IEntryPointStake.depositTo, (thief));
        if (way == 2) data = abi.encodeWithSelector(bytes4(keccak256("incrementNonce(uint192)")), uint192(0));
        if (way == 3) data = abi.encodeCall(IEntryPointNonces.getNonce, (thief, 0));
        _callsRefused(s, _hide(address(entryPoint), 0, data), ISessionValidator.CallNotPermitted.selector);
    }

    function _callsAnothersTarget() private {
        uint256 s = _pick();
        Target own = target;
        uint256 other = _newSession(sessions[s].account, true, 0);
        if (_random(2) == 0) _enable(other);
        _use(s);
        assertTrue(own != sessions[other].target, "another's");
        bytes memory data = abi.encodeCall(Target.play, (1));
        _callsRefused(s, _hide(address(sessions[other].target), 0, data), ISessionValidator.CallNotPermitted.selector);
    }

    function _sendsValueAbove() private {
        uint256 s = _pick();
        bool isPlay = _random(2) == 0;
        uint256 value = isPlay ? _between(MAX_VALUE + 1, 10 ether) : _between(1, MAX_VALUE);
        bytes memory data = isPlay ? abi.encodeCall(Target.play, (1)) : abi.encodeCall(Target.spend, (0, 1));
        _callsRefused(s, _hide(address(target), value, data), ISessionValidator.CallValueAboveLimit.selector);
    }

    function _sendsValueAlone() private {
        uint256 s = _pick();
        address to = _random(2) == 0 ? address(target) : thief;
        _callsRefused(s, _hide(to, _between(1, MAX_VALUE), ""), ISessionValidator.CallNotPermitted.selector);
    }

    function _callsTooShort() private {
        uint256 s = _pick();
        bytes memory data = new bytes(_random(4));
        for (uint256 i = 0; i < data.length; ++i) {
            data[i] = Target.play.selector[i];
        }
        _callsRefused(s, _hide(address(target), 0, data), ISessionValidator.CallNotPermitted.selector);
    }

    function _leavesOutArgument() private {
        uint256 s = _pick();
        bytes memory data = bytes.concat(Target.spend.selector, new bytes(_random(64)));
        _callsRefused(s, _hide(address(target), 0, data), ISessionValidator.CallArgumentMissing.selector);
    }

    function _leavesCondition() private {
        uint256 s = _pick();
        int256 level =
            _random(2) == 0 ? int256(_between(6, type(uint128).max)) : -int256(_between(6, type(uint128).max));
        bytes memory data = abi.encodeCall(Target.setLevel, (level));
        _callsRefused(s, _hide(address(target), 0, data), ISessionValidator.CallArgumentRefused.selector);
    }

    /// @dev Delegatecall, static call, TRY, or any bit.
    function _asksForAnotherMode() private {
        uint256 s = _pick();
        uint256 way = _random(6);
        bytes32 mode = bytes32(uint256(1) << _random(248));
        bytes memory execution = abi.encodePacked(address(target), uint256(0), abi.encodeCall(Target.play, (1)));
        if (way == 0) mode = bytes32(bytes1(0xff));
        if (way == 0) execution = abi.encodePacked(address(target), abi.encodeCall(Target.forbidden, ()));
        if (way == 1) mode = bytes32(bytes1(0xfe));
        if (way == 2) mode = bytes32(bytes2(0x0001));
        if (way == 3) mode = bytes32(bytes2(0x0101));
        if (way == 3) execution = abi.encode(_times(2, abi.encodeCall(Target.play, (1))));
        if (way == 4) mode = bytes32(bytes1(uint8(_between(2, 253))));
        _callsRefused(
            s,
            abi.encodeWithSelector(account.execute.selector, mode, execution),
            ISessionValidator.ExecutionModeNotAllowed.selector
        );
    }

    function _asksForAnotherEntry() private {
        uint256 s = _pick();
        uint256 way = _random(7);
        bytes memory data = new bytes(_random(4));
        if (way == 1) data = bytes.concat(IAccountExecute.executeUserOp.selector, _play());
        if (way == 2) data = abi.encodeCall(account.installModule, (_between(1, 4), thief, ""));
        if (way == 3) data = abi.encodeCall(account.uninstallModule, (1, address(validator), ""));
        if (way == 4) data = abi.encodeCall(account.changeOwner, (abi.encodePacked(thief), ""));
        if (way == 5) data = abi.encodeCall(account.cancelChange, ());
        if (way == 6) data = abi.encodeCall(account.executeFromExecutor, (bytes32(0), ""));
        _callsRefused(s, data, ISessionValidator.CallDataNotExecute.selector);
    }
}
