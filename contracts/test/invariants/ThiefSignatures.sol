// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Thief} from "./Thief.sol";

/// @notice Signatures and revocations that the signer has no right to make, and functions that nobody may call.
abstract contract ThiefSignatures is Thief {
    bytes4 private constant INVALID = 0xffffffff;

    function _dealThiefSignatures() internal {
        _attack("signs by another key", _signsByAnotherKey);
        _attack("plays by a key that was never granted", _playsByUnknownKey);
        _attack("plays on another account", _playsOnAnotherAccount);
        _attack("changes a signed operation", _changesASignedOperation);
        _attack("signs messages for the account", _signsMessages);
        _attack("revokes what is not his", _revokesOthers);
        _attack("replays a revocation of all", _replaysRevokeAll);
        _attack("calls the account directly", _callsTheAccountDirectly);
        _attack("calls the others directly", _callsOthersDirectly);
    }

    function _signsByAnotherKey() private {
        uint256 s = _pick();
        PackedUserOperation memory op = _operation(s, _play());
        forgerKey = THIEF_KEY;
        op = _sign(s, op);
        forgerKey = 0;
        _failed(s, op, "AA24 signature error");
    }

    function _playsByUnknownKey() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _operation(s, _play());
        bytes memory head = _head(0, op, hint(PLAY), uint32(vm.getBlockTimestamp()), THIEF_KEY);
        op.signature = bytes.concat(head, sessions[s].rules);
        _refused(s, op, ISessionValidator.SessionNotLive.selector);
    }

    function _playsOnAnotherAccount() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _operation(s, _play());
        uint256 count = accounts.length;
        op.sender = address(accounts[(sessions[s].account + _between(1, count - 1)) % count].account);
        op.nonce = entryPoint.getNonce(op.sender, sessions[s].lane);
        _refused(s, _sign(s, op), ISessionValidator.SessionNotLive.selector);
    }

    function _changesASignedOperation() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _sign(s, _operation(s, _play()));
        uint256 way = _random(4);
        if (way == 0) op.callData = callPlay(2);
        else if (way == 1) op.preVerificationGas -= 1;
        else if (way == 2) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) - 1);
        else op.gasFees = bytes32(uint256(op.gasFees) - 1);
        _failed(s, op, "AA24 signature error");
    }

    /// @dev Bare, prefixed by the module's address, and as an operation is signed; asked by a stranger and by the module.
    function _signsMessages() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _operation(s, _play());
        bytes32 hash = entryPointHash(op);
        bytes memory bare = signAsSession(SESSION_KEY, hash);
        bytes memory form = bare;
        uint256 way = _random(3);
        if (way == 1) form = abi.encodePacked(address(validator), bare);
        if (way == 2) form = _sign(s, op).signature;
        assertEq(account.isValidSignature(hash, form), INVALID, "no message to a stranger");
        vm.prank(address(validator));
        assertEq(account.isValidSignature(hash, form), INVALID, "no grant to the module");
        assertEq(validator.isValidSignatureWithSender(thief, hash, form), INVALID, "no message by the module");
        assertEq(IERC1271(account).isValidSignature(grantDigest(_grantOf(s)), form), INVALID, "no grant");
        _countRefused();
    }

    function _revokesOthers() private {
        uint256 s = _pickStarted();
        bytes32 other = bytes32(_random(type(uint256).max));
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashRevoke(address(account), other));
        bytes memory data = abi.encodeCall(validator.revokeByOwner, (address(account), other, signature));
        uint256 way = _random(3);
        if (way == 1) {
            bytes32 epoch = accounts[currentAccount].epochWord;
            signature = signAsSession(SESSION_KEY, validator.hashRevokeAll(address(account), epoch));
            data = abi.encodeCall(validator.revokeAllByOwner, (address(account), epoch, signature));
        } else if (way == 2) {
            uint256 victim = _newSession(sessions[s].account, true, 0);
            forgerKey = sessions[s].key;
            data = _callEnd(victim, SESSION_KEY);
            forgerKey = 0;
            assertFalse(sessions[victim].isRevoked, "the victim lives");
        }
        _directlyRefused(thief, address(validator), data, ISessionValidator.RevocationSignatureInvalid.selector);
    }

    function _replaysRevokeAll() private {
        _useAccount(_anyAccount());
        bytes32 epoch = accounts[currentAccount].epochWord;
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(account), epoch));
        validator.revokeAllByOwner(address(account), epoch, signature);
        _epochEnded();
        bytes memory data = abi.encodeCall(validator.revokeAllByOwner, (address(account), epoch, signature));
        _directlyRefused(thief, address(validator), data, ISessionValidator.RevokeAllWrongEpoch.selector);
        data = abi.encodeCall(
            validator.revokeAllByOwner, (address(account), accounts[currentAccount].epochWord, signature)
        );
        _directlyRefused(thief, address(validator), data, ISessionValidator.RevocationSignatureInvalid.selector);
    }

    function _callsTheAccountDirectly() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _sign(s, _operation(s, _play()));
        bytes[7] memory calls = [
            op.callData,
            abi.encodeCall(account.installModule, (_between(1, 4), thief, "")),
            abi.encodeCall(account.uninstallModule, (1, address(validator), "")),
            abi.encodeCall(account.changeOwner, (abi.encodePacked(thief), "")),
            abi.encodeCall(account.runTogether, ()),
            abi.encodeCall(account.executeFromExecutor, (bytes32(0), op.callData)),
            abi.encodeCall(account.validateUserOp, (op, entryPointHash(op), 1 ether))
        ];
        address from = _random(2) == 0 ? thief : vm.addr(sessions[s].key);
        for (uint256 i = 0; i < 7; ++i) {
            _directlyRefused(from, address(account), calls[i], 0);
        }
    }

    function _callsOthersDirectly() private {
        uint256 s = _pickStarted();
        PackedUserOperation memory op = _sign(s, _operation(s, _play()));
        bytes[6] memory calls = [
            abi.encodeCall(paymaster.withdraw, (thief, 1)),
            abi.encodeCall(paymaster.setSigner, (thief)),
            abi.encodeCall(paymaster.setWatcher, (thief)),
            abi.encodeCall(paymaster.unlockStake, ()),
            abi.encodeCall(paymaster.validatePaymasterUserOp, (op, entryPointHash(op), 1)),
            abi.encodeCall(paymaster.postOp, (IPaymaster.PostOpMode.opSucceeded, "", 0, 0))
        ];
        for (uint256 i = 0; i < 6; ++i) {
            _directlyRefused(thief, address(paymaster), calls[i], 0);
        }
        _directlyRefused(thief, address(factory), abi.encodeCall(factory.unlockStake, ()), 0);
        bytes memory data = abi.encodeCall(validator.validateUserOp, (op, 0));
        _directlyRefused(thief, address(validator), data, ISessionValidator.SenderNotAccount.selector);
    }
}
