// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Target} from "../support/Target.sol";
import {Sent} from "./Ghost.sol";
import {Thief} from "./Thief.sol";

/// @notice Random changes. These attacks do not know whether they must be refused; the ledger judges what was accepted.
abstract contract ThiefChaos is Thief {
    function _dealThiefChaos() internal {
        _chaos("chaos in the calldata", _chaosInCalldata);
        _chaos("chaos in the signature", _chaosInSignature);
        _chaos("chaos in the paymaster's data", _chaosInPaymasterData);
        _chaos("chaos in gas and nonce", _chaosInGas);
        _chaos("chaos in a bundle of five", _chaosInABundle);
    }

    function _chaosInCalldata() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _operation(s, _calls());
        _scratch(op.callData);
        _try(_one(s, _sign(s, op)));
    }

    /// @dev Often in the parts that the session key does not sign: the time and the hints.
    function _chaosInSignature() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _sign(s, _operation(s, _calls()));
        if (_random(2) == 0) op.signature[_between(1, 6)] = bytes1(uint8(_random(256)));
        else _scratch(op.signature);
        _try(_one(s, op));
    }

    function _chaosInPaymasterData() private {
        uint256 s = _pickStarted(true);
        PackedUserOperation memory op = _operation(s, _calls());
        if (_random(2) == 0) op.paymasterAndData[_random(2) == 0 ? 34 : 50] = bytes1(uint8(_random(4)));
        else _scratch(op.paymasterAndData);
        _try(_one(s, _sign(s, op)));
    }

    function _chaosInGas() private {
        uint256 s = _pick();
        _try(_one(s, _sign(s, _chaoticOperation(s))));
    }

    function _chaosInABundle() private {
        Sent[] memory sent = new Sent[](5);
        uint256 first = _pickStarted();
        for (uint256 i = 0; i < 5; ++i) {
            uint256 s = _random(2) == 0 ? first : _random(8) == 0 ? _random(sessions.length) : _pick();
            _use(s);
            PackedUserOperation memory op = _random(16) == 0 ? _chaoticOperation(s) : _operation(s, _calls());
            // Mostly the right nonce, after earlier operations of the same session.
            for (uint256 j = 0; j < i && _random(32) != 0; ++j) {
                if (sent[j].session == s) ++op.nonce;
            }
            sent[i] = Sent(_sign(s, op), s);
        }
        _try(sent);
    }

    function _try(Sent[] memory sent) private {
        if (_handle(sent).length == 0) _countDone();
        else _countRefused();
    }

    function _chaoticOperation(uint256 s) private returns (PackedUserOperation memory op) {
        op = _operation(s, _calls());
        uint256 way = _random(5);
        if (way == 0) op.accountGasLimits = bytes32((_random(VERIFICATION_GAS) << 128) | CALL_GAS);
        if (way == 1) op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | _random(CALL_GAS));
        if (way == 2) op.preVerificationGas = _random(1 << _random(128));
        if (way == 3) op.gasFees = bytes32((_random(1 << _random(128)) << 128) | _random(1 << _random(128)));
        if (way == 4) op.nonce = _random(type(uint256).max);
    }

    /// @dev Sets one byte to anything, often one of the last, where arguments are; or cuts the end.
    function _scratch(bytes memory data) private {
        if (data.length == 0) return;
        uint256 at = _random(data.length);
        if (_random(2) == 0) at = data.length - 1 - _random(data.length < 64 ? data.length : 64);
        if (_random(8) != 0) {
            data[at] = bytes1(uint8(_random(256)));
        } else {
            assembly ("memory-safe") {
                mstore(data, at)
            }
        }
    }

    function _calls() private returns (bytes memory) {
        if (_random(3) == 0) return _spend(_random(2) * 5, _random(ROOM));
        // Its rule accepts any argument.
        if (_random(3) == 0) return single(address(target), 0, abi.encodeCall(Target.fail, (_random(1_000))));
        Execution[] memory calls = _times(_between(1, 3), abi.encodeCall(Target.play, (1)));
        if (_random(2) == 0) return packed(calls);
        calls[0].value = _random(2);
        return batch(calls);
    }
}
